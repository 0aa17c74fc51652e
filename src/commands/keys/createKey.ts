import { l10n } from '../../l10n';
import { type Project, projectName } from '../../projects/projectList';
import { maxAccessKeys } from '../../sinch/limits';
import { UserError } from '../../ui/userError';
import { runs } from '../attempt';
import { chooseProject, freshKeys, knownKeys } from '../choose';
import type { Parts } from '../parts';
import { createKey as create } from '../../keys/createKey';
import { type CreationParts, creationPorts, tellCreated } from './creationWords';
import { keyNameProblem } from './keyName';

/** Asks for a name, creates an access key, and asks where its secret should go. */
export async function createKey(
  parts: CreationParts & Pick<Parts, 'projects' | 'keys'>,
  argument: unknown,
): Promise<void> {
  const title = l10n.t('Create Access Key');
  const project = await chooseProject(parts, argument, title);
  if (!project) return;
  let keys = await knownKeys(parts, project);
  // A key may have been deleted elsewhere since they were loaded.
  if (keys.length >= maxAccessKeys) keys = await freshKeys(parts, project);
  if (keys.length >= maxAccessKeys) throw full(project);
  const answer = await parts.prompts.text({
    title,
    prompt: l10n.t(
      'Name of the new key in “{0}” ({1} of {2} keys exist)',
      projectName(project),
      keys.length,
      maxAccessKeys,
    ),
    placeholder: l10n.t('Name, for example “staging” or “my laptop”'),
    validate: name => keyNameProblem(name, keys),
  });
  if (answer.kind !== 'text') return;
  const creation = { projectId: project.id, displayName: answer.text };
  const createAndTell = async (): Promise<void> => {
    const result = await create(parts, creation, creationPorts(parts, project));
    await tellCreated(parts, project, creation, result, createAndTell);
  };
  await createAndTell();
}

function full(project: Project): UserError {
  return new UserError(
    l10n.t(
      '“{0}” already has {1} access keys, the maximum. Delete one first.',
      projectName(project),
      maxAccessKeys,
    ),
    { remedies: [runs(l10n.t('Delete a Key…'), 'sinchAccessKeys.deleteKey', project.id)] },
  );
}
