import { l10n } from 'vscode';
import { type Project, projectName } from '../../projects/projectList';
import { maxAccessKeys } from '../../sinch/limits';
import { UserError } from '../../ui/userError';
import { runs } from '../attempt';
import { chooseProject, freshKeys, knownKeys } from '../choose';
import { type CreateParts, createNamed } from './createNamed';
import { keyNameProblem } from './keyName';

/** Asks for a name, creates an access key, and asks where its secret should go. */
export async function createKey(parts: CreateParts, argument: unknown): Promise<void> {
  const title = l10n.t('Create Access Key');
  const project = await chooseProject(parts, argument, title);
  if (!project) return;
  let keys = await knownKeys(parts, project);
  // One may have been deleted elsewhere since they were loaded.
  if (keys.length >= maxAccessKeys) keys = await freshKeys(parts, project);
  if (keys.length >= maxAccessKeys) throw full(project);
  const answer = await parts.prompts.text({
    title,
    prompt: l10n.t(
      'Name of the key in “{0}”; {1} of {2} keys exist',
      projectName(project),
      keys.length,
      maxAccessKeys,
    ),
    placeholder: l10n.t('What will use it, such as “staging” or “my laptop”'),
    validate: name => keyNameProblem(name, keys),
  });
  if (answer.kind !== 'text') return;
  await createNamed(parts, project, answer.text);
}

function full(project: Project): UserError {
  return new UserError(
    l10n.t(
      'The project “{0}” already has its {1} access keys. Delete one first.',
      projectName(project),
      maxAccessKeys,
    ),
    { remedies: [runs(l10n.t('Delete a Key…'), 'sinchAccessKeys.deleteKey', project.id)] },
  );
}
