import { l10n } from 'vscode';
import { readOr } from '../../storage/readOr';
import { rotationAwaiting } from '../../rotation/insertableSecrets';
import type { AccessKey } from '../../sinch/types';
import { UserError } from '../../ui/userError';
import { runsOn } from '../attempt';
import type { Parts } from '../parts';

/** @throws UserError where a create that was cut off is yet to be looked for by the name the key has now */
export async function assertRenamable(
  { creations, rotations, log }: Pick<Parts, 'creations' | 'rotations' | 'log'>,
  { projectId, accessKeyId, displayName }: AccessKey,
): Promise<void> {
  const message = l10n.t(
    'The creation of a key named “{0}” was cut off, and this may be that key: it is looked for by its name. Settle that before you rename it.',
    displayName,
  );
  const all = await readOr(log, { what: 'creations', projectId }, creations.list(projectId), []);
  const creation = all.find(({ value }) => value.displayName === displayName);
  if (creation) {
    const row = { kind: 'unconfirmedKey', projectId, creationId: creation.id } as const;
    const check = runsOn(l10n.t('Check'), 'sinchAccessKeys.settleCreation', row);
    throw new UserError(message, { remedies: [check] });
  }
  const rotation = await rotationAwaiting({ rotations, log }, { projectId, accessKeyId, displayName });
  if (rotation) {
    const row = { kind: 'rotation', projectId, accessKeyId: rotation.value.oldKeyId } as const;
    const goOn = runsOn(l10n.t('Continue Rotation…'), 'sinchAccessKeys.resumeRotation', row);
    throw new UserError(message, { remedies: [goOn] });
  }
}
