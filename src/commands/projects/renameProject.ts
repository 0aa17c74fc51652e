import { l10n } from '../../l10n';
import { projectName } from '../../projects/projectList';
import { maxDisplayNameLength } from '../../sinch/limits';
import { chooseProject } from '../choose';
import { unseenProblem } from '../keys/keyName';
import type { Parts } from '../parts';

/** Gives a project a label of the user's own; an empty one shows its ID again. */
export async function renameProject(
  parts: Pick<Parts, 'projects' | 'prompts'>,
  argument: unknown,
): Promise<void> {
  const title = l10n.t('Rename Project');
  const project = await chooseProject(parts, argument, title);
  if (!project) return;
  const answer = await parts.prompts.text({
    title,
    prompt: l10n.t(
      'Name for “{0}” in this list only. Leave it empty to show the project ID.',
      projectName(project),
    ),
    placeholder: project.id,
    value: project.label ?? '',
    validate: text =>
      text.length > maxDisplayNameLength
        ? l10n.t('Use at most {0} characters.', maxDisplayNameLength)
        : unseenProblem(text),
  });
  if (answer.kind === 'text')
    await parts.projects.rename(project.id, answer.text === '' ? undefined : answer.text);
}
