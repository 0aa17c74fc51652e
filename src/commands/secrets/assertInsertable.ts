import { l10n } from '../../l10n';
import { rotationAwaiting } from '../../rotation/insertableSecrets';
import type { PendingKey } from '../../keys/pendingSecrets';
import { UserError } from '../../ui/userError';
import { runsOn } from '../attempt';
import type { Parts } from '../parts';

/** @throws UserError if a paused rotation would take the key for lost once its secret is inserted */
export async function assertInsertable(
  parts: Pick<Parts, 'rotations' | 'log'>,
  key: PendingKey,
): Promise<void> {
  const entry = await rotationAwaiting(parts, key);
  if (!entry) return;
  const { projectId, oldKeyId, oldName } = entry.value;
  throw new UserError(
    l10n.t(
      'The secret of “{1}” belongs to the paused rotation of “{0}”. Continue or abandon that rotation first.',
      oldName,
      key.displayName,
    ),
    {
      remedies: [
        runsOn(l10n.t('Continue Rotation…'), 'sinchAccessKeys.resumeRotation', {
          kind: 'rotation',
          projectId,
          accessKeyId: oldKeyId,
        }),
      ],
    },
  );
}
