import { l10n } from 'vscode';
import type { CreationEntry } from '../../keys/creations';
import type { RotationEntry } from '../../rotation/rotations';
import type { PendingKey } from '../../keys/pendingSecrets';
import type { Progress } from '../../storage/progress';
import { UserError } from '../../ui/userError';
import type { Parts } from '../parts';
import { forgottenSentences } from '../rotation/forgottenSentences';

/** What is kept for a project beside its credential, or for all projects. */
export interface StoredData {
  readonly projectId: string | undefined;
  readonly secrets: readonly PendingKey[];
  readonly creations: readonly CreationEntry[];
  readonly rotations: readonly RotationEntry[];
}

type BelongingParts = Pick<Parts, 'pendingSecrets' | 'creations' | 'rotations'>;

/**
 * Of a project, or of all.
 * @throws UserError where this window is creating or rotating one of its keys: that would go on, and leave a secret nobody
 * is told of; SecretStorageError
 */
export async function readStoredData(
  { pendingSecrets, creations, rotations }: BelongingParts,
  projectId?: string,
): Promise<StoredData> {
  const [secrets, creating, rotating] = await Promise.all([
    pendingSecrets.list(projectId),
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
export function lossSentences({ secrets, creations, rotations }: StoredData): readonly string[] {
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
export async function removeStoredData(
  { pendingSecrets, creations, rotations }: BelongingParts,
  belongings: StoredData,
): Promise<void> {
  for (const { projectId, accessKeyId } of belongings.secrets)
    await pendingSecrets.drop(projectId, accessKeyId);
  for (const { id } of belongings.creations) await creations.end(id);
  for (const { value } of belongings.rotations) await rotations.end(value);
  const { projectId } = belongings;
  await pendingSecrets.dropUnreadable(projectId);
  await creations.endUnreadable(projectId);
  await rotations.endUnreadable(projectId);
}
