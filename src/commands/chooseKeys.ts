import { l10n } from '../l10n';
import { type Node, nodeId } from '../tree/nodes';
import { projectName } from '../projects/projectList';
import { chooseProject, type ChosenKey, keyChoice, knownKeys, someKeys } from './choose';
import type { Parts } from './parts';
import { rowsMeant } from './rowsMeant';

type ChooseParts = Pick<Parts, 'projects' | 'keys' | 'prompts'>;

/**
 * The access keys among the rows a command was called on, of any number of projects; if there are none, the keys of one
 * project that the user picks. In the order of the tree. Empty if the user picks none.
 * @throws UserError if the keys of a project can't be loaded
 */
export async function chooseKeys(
  parts: ChooseParts,
  argument: unknown,
  selection: unknown,
  title: string,
): Promise<readonly ChosenKey[]> {
  const named = await keysOf(parts, rowsMeant(argument, selection));
  if (named.length > 0) return named;
  const project = await chooseProject(parts, argument, title);
  if (!project) return [];
  const keys = await someKeys(parts, project);
  const picked = await parts.prompts.pickMany(
    title,
    l10n.t('Which access keys of “{0}”?', projectName(project)),
    keys.map(keyChoice),
  );
  return (picked ?? []).map(key => ({ project, key }));
}

async function keysOf(parts: ChooseParts, rows: readonly Node[]): Promise<readonly ChosenKey[]> {
  const named = rows.filter(({ kind }) => kind === 'key');
  const wanted = new Set(named.map(nodeId));
  const chosen: ChosenKey[] = [];
  for (const project of parts.projects.all()) {
    if (!named.some(({ projectId }) => projectId === project.id)) continue;
    const state = parts.keys.peek(project.id);
    const known = state.status === 'unknown' ? await knownKeys(parts, project) : state.keys;
    for (const key of known) {
      const { accessKeyId } = key;
      if (wanted.has(nodeId({ kind: 'key', projectId: project.id, accessKeyId })))
        chosen.push({ project, key });
    }
  }
  return chosen;
}
