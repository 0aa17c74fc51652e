import { l10n } from 'vscode';
import { askCredential } from './credentialQuestions';
import { keepCredential } from './keepCredential';
import type { Parts } from '../parts';
import { show } from '../show';

/** Asks for a project and its credential, proves them, and shows the project's keys. */
export async function addProject(
  parts: Pick<
    Parts,
    'projects' | 'credentials' | 'connections' | 'keys' | 'tree' | 'view' | 'prompts' | 'log'
  >,
): Promise<void> {
  const { projects } = parts;
  const proved = await askCredential(parts, {
    title: l10n.t('Add Project'),
    refuseProject: id =>
      projects.get(id) &&
      l10n.t('This project is in the list already. Use “Sign In Again” for another credential.'),
  });
  if (!proved) return;
  await keepCredential(parts, proved);
  await projects.add({ id: proved.projectId });
  show(parts, { kind: 'project', projectId: proved.projectId });
}
