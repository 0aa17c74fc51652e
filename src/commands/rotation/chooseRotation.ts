import type { Node } from '../../tree/nodes';
import type { RotationEntry } from '../../rotation/rotations';
import { UserError } from '../../ui/userError';
import type { RotatingParts } from './rotatingParts';

export interface RotationQuestion {
  readonly title: string;
  readonly which: string;
  /** Said where there is none. */
  readonly none: string;
  readonly fits: (entry: RotationEntry) => boolean;
}

/** The rotation of the key a row stands for; where the row stands for none, the only one there is or one that is picked. */
export async function chooseRotation(
  { rotations, projects, prompts }: Pick<RotatingParts, 'rotations' | 'projects' | 'prompts'>,
  node: Node | undefined,
  { title, which, none, fits }: RotationQuestion,
): Promise<RotationEntry | undefined> {
  if (node && 'accessKeyId' in node) {
    const named = await rotations.get(node.projectId, node.accessKeyId);
    return named && fits(named) ? named : undefined;
  }
  const all = (await rotations.list(node?.projectId))
    .filter(fits)
    .filter(({ value }) => projects.get(value.projectId));
  if (all.length === 0) throw new UserError(none);
  if (all.length === 1) return all[0];
  return prompts.pick(
    title,
    which,
    all.map(entry => ({
      label: `$(key) ${entry.value.oldName}`,
      description: entry.value.projectId,
      value: entry,
    })),
  );
}
