import { l10n } from 'vscode';
import { rotationToFind } from '../../keys/placeableSecrets';
import type { WaitingKey } from '../../keys/waitingSecrets';
import { UserError } from '../../ui/userError';
import { runsOn } from '../attempt';
import type { Parts } from '../parts';

/** @throws UserError where a rotation was cut off that would take the key for lost once its secret is placed */
export async function assertPlaceable(
  parts: Pick<Parts, 'rotations' | 'log'>,
  key: WaitingKey,
): Promise<void> {
  const entry = await rotationToFind(parts, key);
  if (!entry) return;
  const { projectId, oldKeyId, oldName } = entry.value;
  throw new UserError(
    l10n.t(
      'The rotation of “{0}” created “{1}” and was cut off before it could go on: its secret is for the files of that. Go on with the rotation, or forget it, first.',
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
