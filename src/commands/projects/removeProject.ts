import { l10n } from 'vscode';
import { projectName } from '../../projects/projectList';
import { chooseProject } from '../choose';
import { readStoredData, removeStoredData, lossSentences } from './storedData';
import type { Parts } from '../parts';

/** Takes a project out of the list, with everything that is stored for it. Nothing changes at Sinch. */
export async function removeProject(
  parts: Pick<
    Parts,
    | 'projects'
    | 'credentials'
    | 'connections'
    | 'keys'
    | 'pendingSecrets'
    | 'creations'
    | 'rotations'
    | 'prompts'
  >,
  argument: unknown,
): Promise<void> {
  const { projects, credentials, connections, keys, prompts } = parts;
  const project = await chooseProject(parts, argument, l10n.t('Remove Project'));
  if (!project) return;
  const { id } = project;
  const belongings = await readStoredData(parts, id);
  const detail = [
    l10n.t('Its credential is removed from VS Code. The project and its keys at Sinch stay as they are.'),
    ...lossSentences(belongings),
  ];
  const question = l10n.t('Remove the project “{0}” from the list?', projectName(project));
  if (!(await prompts.confirm(question, detail.join('\n\n'), l10n.t('Remove')))) return;
  await removeStoredData(parts, belongings);
  await credentials.delete(id);
  await projects.remove(id);
  connections.close(id);
  keys.forget(id);
}
