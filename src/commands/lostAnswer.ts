import { l10n } from 'vscode';
import { type Project, projectName } from '../projects/projectList';
import type { AccessKey } from '../sinch/types';
import { UserError } from '../ui/userError';
import { runKeyCommand } from './attempt';
import type { Parts } from './parts';

/**
 * The key a create made although its answer was lost, or undefined where it made none: a name is unique in its
 * project, and was free before.
 * @throws UserError where the keys can't be listed, so that nobody knows
 */
export async function keyOfLostAnswer(
  { keys }: Pick<Parts, 'keys'>,
  project: Project,
  name: string,
): Promise<AccessKey | undefined> {
  const after = await keys.reload(project.id);
  if (after.status !== 'loaded') {
    throw new UserError(
      l10n.t(
        'The answer to creating “{0}” in “{1}” was lost, and its keys can’t be listed now. Refresh the project before you try again: the key may exist.',
        name,
        projectName(project),
      ),
    );
  }
  return after.keys.find(({ displayName }) => displayName === name);
}

/** Says that a key exists whose secret nobody has, and offers to delete it. */
export async function reportLostAnswer(
  { prompts }: Pick<Parts, 'prompts'>,
  project: Project,
  key: AccessKey,
): Promise<void> {
  const remove = l10n.t('Delete Key…');
  const chosen = await prompts.notify(
    l10n.t(
      'The access key “{0}” was created in “{1}”, but the answer with its secret was lost, and Sinch shows a secret only once. Delete the key and create another.',
      key.displayName,
      projectName(project),
    ),
    remove,
    l10n.t('Keep It'),
  );
  if (chosen === remove) {
    await runKeyCommand('sinchAccessKeys.deleteKey', project.id, key.accessKeyId);
  }
}
