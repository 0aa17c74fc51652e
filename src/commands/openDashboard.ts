import { env, Uri } from 'vscode';
import { dashboardUrl } from '../ids';

/** Opens the access keys page of the Sinch Build Dashboard; no link to a single project or key is known. */
export async function openDashboard(): Promise<void> {
  await env.openExternal(Uri.parse(dashboardUrl));
}
