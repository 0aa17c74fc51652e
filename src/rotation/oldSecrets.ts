import { SecretStorageError } from '../storage/secretVault';
import { type OldSecrets, type Rotation, textOf } from './rotation';
import type { RotationParts } from './rotationParts';
import { type Rotations, secretsIdOf } from './rotations';

/** Milliseconds: a rotation that couldn't be recorded may go on for days in the memory of another window. */
const aMonth = 30 * 24 * 60 * 60_000;

/**
 * Stores the old key's secrets in an entry of their own, before the rotation that names it is recorded.
 * @returns the rotation without them; as it was if it has none, or they can't be stored there
 */
export async function setApart(
  { oldSecrets }: Pick<Rotations, 'oldSecrets'>,
  rotation: Rotation,
): Promise<Rotation> {
  const { signIn, files } = rotation;
  const secretsId = secretsIdOf(rotation);
  if (!signIn && files.every(({ oldSecret }) => oldSecret.kind !== 'known')) return rotation;
  try {
    await oldSecrets.store(secretsId, secretsIn(rotation));
  } catch (error) {
    if (error instanceof SecretStorageError) return rotation;
    throw error;
  }
  return {
    ...rotation,
    secretsId,
    ...(signIn && { signIn: { projectIds: signIn.projectIds } }),
    files: files.map(file => ({ ...file, oldSecret: { kind: file.oldSecret.kind } })),
  };
}

/** The old key's secrets. @throws TakenOverError; SecretStorageError, also if they are lost */
export async function oldSecretsOf(
  rotations: Pick<Rotations, 'oldSecrets' | 'assertMine'>,
  rotation: Rotation,
): Promise<OldSecrets> {
  if (rotation.secretsId === undefined) return secretsIn(rotation);
  const secrets = await rotations.oldSecrets.get(rotation.secretsId);
  if (secrets) return secrets;
  await rotations.assertMine(rotation);
  throw new SecretStorageError('read');
}

/**
 * Deletes the secrets that crashes left without their rotation, except those of one that may be about to be recorded.
 * Never rejects.
 */
export async function deleteLeftSecrets(
  { rotations, log }: Pick<RotationParts, 'rotations' | 'log'>,
  now = Date.now(),
): Promise<void> {
  try {
    const ids = await rotations.oldSecrets.ids();
    const recorded = new Set(ids.length > 0 ? await rotations.ids() : []);
    for (const id of ids) {
      const [projectId, oldKeyId, begunAt] = id.split('/');
      const isOld = now - Number(begunAt) > aMonth;
      if (isOld && !recorded.has(`${projectId}/${oldKeyId}`)) await rotations.oldSecrets.delete(id);
    }
  } catch (error) {
    log.error('Old secrets that crashes left could not be looked for.', error);
  }
}

/** The old key's secret beside its ID in a file: empty if blank, undefined if it is unknown. */
export function secretIn({ files }: OldSecrets, address: string): string | undefined {
  return files.find(({ uri }) => uri === address)?.secret;
}

function secretsIn({ signIn, files }: Rotation): OldSecrets {
  return {
    signIn: signIn?.oldSecret,
    files: files.flatMap(({ uri, oldSecret }) => {
      const secret = textOf(oldSecret);
      return secret === undefined ? [] : [{ uri, secret }];
    }),
  };
}
