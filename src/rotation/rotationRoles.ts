import type { RotationRole } from '../keys/keysToDelete';
import type { AccessKey } from '../sinch/types';
import type { Rotation } from './rotation';
import { isNewKeyOf, type Rotations } from './rotations';

/** Returns a function that tells the role of a key in the current rotations. @throws SecretStorageError */
export async function rolesInRotations(
  rotations: Pick<Rotations, 'list'>,
): Promise<(key: AccessKey) => RotationRole> {
  const all = await rotations.list();
  return key => ({
    rotatedFrom: all.find(entry => isNewKeyOf(entry, key))?.value.oldName,
    replacedBy: all.find(({ value }) => retires(value, key))?.value.newName,
  });
}

function retires({ step, projectId, oldKeyId }: Rotation, key: AccessKey): boolean {
  return step === 'retire' && projectId === key.projectId && oldKeyId === key.accessKeyId;
}
