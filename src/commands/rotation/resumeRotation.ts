import { l10n } from '../../l10n';
import { asNode, type Node } from '../../tree/nodes';
import { resumeRotation as resume, takeWay } from '../../rotation/resumeRotation';
import type { RotationEntry } from '../../rotation/rotations';
import { UserError } from '../../ui/userError';
import { deleteKeys } from '../deletion/deleteKeys';
import type { Parts } from '../parts';
import { resumeQuestions } from './resumeQuestions';
import type { RotatingParts } from './rotatingParts';

/** Asks what to do with a rotation that is paused or whose old key is retiring, and does it. */
export async function resumeRotation(parts: RotatingParts, argument: unknown): Promise<void> {
  const entry = await chooseRotation(parts, asNode(argument), {
    title: l10n.t('Continue Rotation'),
    which: l10n.t('Which rotation?'),
    none: l10n.t('There is no rotation to continue.'),
    fits: ({ progress }) => progress !== 'here',
  });
  if (entry) await resume(parts.rotation, resumeQuestions(parts), entry);
}

/** Deletes a retiring key, with the current credential, and says which files still have its ID. */
export async function deleteOldKey(parts: RotatingParts, argument: unknown): Promise<void> {
  const node = asNode(argument);
  const retired = await chooseRotation(parts, node, {
    title: l10n.t('Delete Old Key'),
    which: l10n.t('Which access key?'),
    none: l10n.t('There are no retiring keys.'),
    fits: ({ value }) => value.step === 'retire',
  });
  if (!retired) return node?.kind === 'key' ? deleteKeys(parts, node) : undefined;
  await takeWay(parts.rotation, resumeQuestions(parts), retired, 'deleteOldKey');
}

interface RotationChoice {
  readonly title: string;
  readonly which: string;
  /** The message if there is no such rotation. */
  readonly none: string;
  readonly fits: (entry: RotationEntry) => boolean;
}

/** The rotation of a row's key; without one, the only rotation, or the one the user picks. */
async function chooseRotation(
  { rotations, projects, prompts }: Pick<Parts, 'rotations' | 'projects' | 'prompts'>,
  node: Node | undefined,
  { title, which, none, fits }: RotationChoice,
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
