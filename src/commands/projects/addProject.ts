import { l10n } from '../../l10n';
import { askAndKeepCredential } from './credentialQuestions';
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
  const projectId = await askAndKeepCredential(parts, {
    title: l10n.t('Add Project'),
    refuseProject: id =>
      projects.get(id) &&
      l10n.t('This project is already in the list. To use another credential, choose “Sign In Again”.'),
  });
  if (projectId === undefined) return;
  await projects.add({ id: projectId });
  show(parts, { kind: 'project', projectId });
}
