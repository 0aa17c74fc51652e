import { l10n } from 'vscode';
import type { CreationEntry } from '../../keys/creations';
import type { RotationEntry } from '../../keys/rotations';
import type { WaitingKey } from '../../keys/waitingSecrets';
import type { Progress } from '../../storage/progress';
import { UserError } from '../../ui/userError';
import type { Parts } from '../parts';
import { forgottenSentences } from '../rotation/forgottenSentences';

/** What is kept for a project beside its credential, or for all projects. */
export interface Belongings {
  readonly projectId: string | undefined;
  readonly secrets: readonly WaitingKey[];
  readonly creations: readonly CreationEntry[];
  readonly rotations: readonly RotationEntry[];
}

type BelongingParts = Pick<Parts, 'waiting' | 'creations' | 'rotations'>;

/**
 * Of a project, or of all.
 * @throws UserError where this window is creating or rotating one of its keys: that would go on, and leave a secret nobody
 * is told of; SecretStorageError
 */
export async function belongingsOf(
  { waiting, creations, rotations }: BelongingParts,
  projectId?: string,
): Promise<Belongings> {
  const [secrets, creating, rotating] = await Promise.all([
    waiting.list(projectId),
    creations.list(projectId),
    rotations.list(projectId),
  ]);
  const rotated = rotating.find(isHere)?.value.oldName;
  if (rotated !== undefined)
    throw new UserError(
      l10n.t('“{0}” is being rotated right now. Wait until that is done, or cancel it.', rotated),
    );
  const created = creating.find(isHere)?.value.displayName;
  if (created !== undefined)
    throw new UserError(
      l10n.t('“{0}” is being created right now. Wait until that is done, or cancel it.', created),
    );
  return { projectId, secrets, creations: creating, rotations: rotating };
}

function isHere({ progress }: { readonly progress: Progress }): boolean {
  return progress === 'here';
}

/** What is lost where they are forgotten, a paragraph each. */
export function lossSentences({ secrets, creations, rotations }: Belongings): readonly string[] {
  return [
    ...secrets.map(({ displayName }) =>
      l10n.t('The secret of “{0}” was not placed yet and will be lost for good.', displayName),
    ),
    ...creations.map(({ value }) =>
      l10n.t(
        'The creation of “{0}” is forgotten half-way: the key may exist without its secret.',
        value.displayName,
      ),
    ),
    ...rotations.map(({ value }) =>
      [l10n.t('The rotation of “{0}” is forgotten.', value.oldName), ...forgottenSentences(value)].join(' '),
    ),
  ];
}

/** @throws SecretStorageError */
export async function forgetBelongings(
  { waiting, creations, rotations }: BelongingParts,
  belongings: Belongings,
): Promise<void> {
  for (const { projectId, accessKeyId } of belongings.secrets) await waiting.drop(projectId, accessKeyId);
  for (const { id } of belongings.creations) await creations.end(id);
  for (const { value } of belongings.rotations) await rotations.end(value);
  const { projectId } = belongings;
  await waiting.dropUnreadable(projectId);
  await creations.endUnreadable(projectId);
  await rotations.endUnreadable(projectId);
}
