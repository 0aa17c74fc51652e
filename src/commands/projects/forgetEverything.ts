import { l10n } from 'vscode';
import { forgetJournals } from './forgetJournals';
import type { Parts } from '../parts';

/** Removes every project, credential and waiting secret from VS Code. Nothing changes at Sinch. */
export async function forgetEverything(
  parts: Pick<
    Parts,
    | 'projects'
    | 'credentials'
    | 'connections'
    | 'keys'
    | 'waiting'
    | 'creations'
    | 'rotations'
    | 'envFiles'
    | 'prompts'
  >,
): Promise<void> {
  const { projects, credentials, connections, keys, waiting, envFiles, prompts } = parts;
  const secrets = await waiting.list();
  const detail = [
    l10n.t('All projects, credentials and secrets are removed from VS Code. Nothing changes at Sinch.'),
    ...secrets.map(({ displayName }) =>
      l10n.t('The secret of “{0}” was not placed yet and will be lost for good.', displayName),
    ),
  ];
  const question = l10n.t('Forget everything?');
  if (!(await prompts.confirm(question, detail.join('\n\n'), l10n.t('Forget Everything')))) return;
  for (const { projectId, accessKeyId } of secrets) await waiting.drop(projectId, accessKeyId);
  await forgetJournals(parts);
  for (const id of await credentials.ids()) await credentials.delete(id);
  for (const { id } of projects.all()) {
    await projects.remove(id);
    connections.close(id);
    keys.forget(id);
  }
  await envFiles.recent.clear();
}
