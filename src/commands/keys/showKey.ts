import { l10n } from '../../l10n';
import { projectName } from '../../projects/projectList';
import { asNode } from '../../tree/nodes';
import { UserError } from '../../ui/userError';
import { knownKeys } from '../choose';
import { chooseKeyInFile } from '../env/choosePair';
import type { Parts } from '../parts';
import { show } from '../show';

/** Shows the row of a key: that of the row `argument`, else of the key in the active file. */
export async function showKey(
  parts: Pick<Parts, 'keyFiles' | 'projects' | 'keys' | 'tree' | 'view' | 'prompts' | 'log'>,
  argument: unknown,
): Promise<void> {
  const node = asNode(argument);
  const isKey = node && 'accessKeyId' in node;
  const key = isKey ? node : await chooseKeyInFile(parts, argument, l10n.t('Show in Sidebar'));
  if (!key) return;
  const { projectId, accessKeyId } = key;
  const project = parts.projects.get(projectId);
  if (!project) throw new UserError(l10n.t('Project “{0}” isn’t in your list. Add it first.', projectId));
  const keys = await knownKeys(parts, project);
  const isThere = keys.some(each => each.accessKeyId === accessKeyId);
  show(parts, isThere ? { kind: 'key', projectId, accessKeyId } : { kind: 'project', projectId });
  if (!isThere)
    throw new UserError(l10n.t('Project “{0}” has no access key {1}.', projectName(project), accessKeyId));
}
