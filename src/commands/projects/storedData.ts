import { l10n } from '../../l10n';
import { removeStoredData, type StoredData, type StoredDataParts } from '../../keys/storedData';
import type { Rotation } from '../../rotation/rotation';
import type { Confirmation } from '../../ui/prompts';
import { UserError } from '../../ui/userError';
import type { Parts } from '../parts';
import { abandonSentences } from '../rotation/abandonSentences';

export type RemoveParts = StoredDataParts<Rotation> & Pick<Parts, 'prompts'>;

/**
 * Removes what is stored for a project, or for all, after a question that says what is lost with it.
 * @returns whether it was removed
 * @throws UserError if this window is creating or rotating one of its keys; SecretStorageError
 */
export async function askAndRemove(
  parts: RemoveParts,
  projectId: string | undefined,
  { detail, ...asked }: Confirmation,
): Promise<boolean> {
  const result = await removeStoredData(parts, projectId, data =>
    parts.prompts.confirm({ ...asked, detail: [detail, ...lossSentences(data)].join('\n\n') }),
  );
  switch (result.kind) {
    case 'rotating':
      throw new UserError(
        l10n.t(
          '“{0}” is being rotated right now. Wait until that is done, or cancel it.',
          result.rotation.oldName,
        ),
      );
    case 'creating':
      throw new UserError(
        l10n.t(
          '“{0}” is being created right now. Wait until that is done, or cancel it.',
          result.displayName,
        ),
      );
    case 'removed':
    case 'denied':
      return result.kind === 'removed';
  }
}

/** What is lost when the stored data is removed, a paragraph each. */
function lossSentences({ secrets, creations, rotations }: StoredData<Rotation>): readonly string[] {
  return [
    ...secrets.map(({ displayName }) =>
      l10n.t('The pending secret of “{0}” will be lost for good.', displayName),
    ),
    ...creations.map(({ value }) =>
      l10n.t(
        'The unconfirmed key “{0}” will no longer be checked. It may exist without its secret.',
        value.displayName,
      ),
    ),
    ...rotations.map(({ value }) =>
      [l10n.t('The rotation of “{0}” will be abandoned.', value.oldName), ...abandonSentences(value)].join(
        ' ',
      ),
    ),
  ];
}
