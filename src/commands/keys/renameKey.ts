import { l10n } from 'vscode';
import { projectName } from '../../projects/projectList';
import { withProgress } from '../../ui/progress';
import { attempt } from '../attempt';
import { chooseKey, knownKeys } from '../choose';
import { assertRenamable } from './assertRenamable';
import { keyNameProblem } from './keyName';
import type { Parts } from '../parts';

/** Gives an access key another display name. @throws UserError, also where something else is to be settled first */
export async function renameKey(
  parts: Pick<Parts, 'projects' | 'connections' | 'keys' | 'creations' | 'rotations' | 'prompts' | 'log'>,
  argument: unknown,
): Promise<void> {
  const title = l10n.t('Rename Access Key');
  const chosen = await chooseKey(parts, argument, title);
  if (!chosen) return;
  const { project, key } = chosen;
  await assertRenamable(parts, key);
  const others = (await knownKeys(parts, project)).filter(
    ({ accessKeyId }) => accessKeyId !== key.accessKeyId,
  );
  const answer = await parts.prompts.text({
    title,
    prompt: l10n.t('New name of “{0}” in “{1}”', key.displayName, projectName(project)),
    value: key.displayName,
    validate: name => keyNameProblem(name, others),
  });
  if (answer.kind !== 'text' || answer.text === key.displayName) return;
  const what = l10n.t(
    'Could not rename the access key “{0}” of “{1}”.',
    key.displayName,
    projectName(project),
  );
  await attempt(what, project.id, async () => {
    const api = await parts.connections.to(project.id);
    const renamed = await withProgress(l10n.t('Renaming “{0}”…', key.displayName), signal =>
      api.update(key.accessKeyId, answer.text, { signal }),
    );
    parts.keys.put(renamed);
  });
}
