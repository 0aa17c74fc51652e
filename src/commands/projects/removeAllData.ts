import { l10n } from 'vscode';
import { readStoredData, removeStoredData, lossSentences } from './storedData';
import type { Parts } from '../parts';

/**
 * Removes every project, credential and waiting secret from VS Code. Nothing changes at Sinch. What is secret is shared by
 * the profiles of VS Code, so what others keep goes too.
 */
export async function removeAllData(
  parts: Pick<
    Parts,
    | 'projects'
    | 'credentials'
    | 'connections'
    | 'keys'
    | 'pendingSecrets'
    | 'creations'
    | 'rotations'
    | 'envFiles'
    | 'prompts'
  >,
): Promise<void> {
  const { projects, credentials, connections, keys, envFiles, prompts } = parts;
  const belongings = await readStoredData(parts);
  const detail = [
    l10n.t(
      'All projects, credentials and secrets are removed from VS Code, the credentials and secrets of its other profiles too. Nothing changes at Sinch.',
    ),
    ...lossSentences(belongings),
  ];
  const question = l10n.t('Forget everything?');
  if (!(await prompts.confirm(question, detail.join('\n\n'), l10n.t('Forget Everything')))) return;
  await removeStoredData(parts, belongings);
  for (const id of await credentials.ids()) await credentials.delete(id);
  for (const { id } of projects.all()) {
    await projects.remove(id);
    connections.close(id);
    keys.forget(id);
  }
  await envFiles.recent.clear();
}
