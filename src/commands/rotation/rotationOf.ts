import { isNewKeyOf, type RotationEntry } from '../../rotation/rotations';
import type { ChosenKey } from '../choose';
import type { RotatingParts } from './rotatingParts';

/**
 * The rotation in which a key is replaced or, until that is finished, takes over from another.
 * @throws SecretStorageError
 */
export async function rotationOf(
  { rotations }: Pick<RotatingParts, 'rotations'>,
  { project, key }: ChosenKey,
): Promise<RotationEntry | undefined> {
  const replaced = await rotations.get(project.id, key.accessKeyId);
  return replaced ?? (await rotations.list(project.id)).find(entry => isNewKeyOf(entry, key));
}
