import { l10n } from '../../l10n';
import { projectName } from '../../projects/projectList';
import { chooseProject } from '../choose';
import type { Parts } from '../parts';
import { askAndRemove, type RemoveParts } from './storedData';

/** Removes a project from the list, with everything that is stored for it. Nothing changes at Sinch. */
export async function removeProject(
  parts: RemoveParts & Pick<Parts, 'projects'>,
  argument: unknown,
): Promise<void> {
  const project = await chooseProject(parts, argument, l10n.t('Remove Project'));
  if (!project) return;
  await askAndRemove(parts, project.id, {
    question: l10n.t('Remove project “{0}” from the list?', projectName(project)),
    detail: l10n.t('Its credential is removed from VS Code. The project and its keys at Sinch don’t change.'),
    keep: l10n.t('Keep Project'),
    action: l10n.t('Remove Project'),
  });
}
