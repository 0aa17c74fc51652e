import type { Logger } from '../ui/log';
import { readOr, type Reading } from '../storage/readOr';
import { isNewKeyOf, type RotationEntry, type Rotations } from './rotations';
import type { PendingKey, PendingSecrets } from '../keys/pendingSecrets';

export interface InsertableSecretParts {
  readonly pendingSecrets: Pick<PendingSecrets, 'get' | 'list'>;
  readonly rotations: Rotations;
  readonly log: Logger;
}

/** The pending secrets that the user may insert: of a project, or of all. @throws SecretStorageError */
export async function insertableSecrets(
  { pendingSecrets, ...parts }: InsertableSecretParts,
  projectId?: string,
): Promise<readonly PendingKey[]> {
  const [secrets, rotating] = await Promise.all([
    pendingSecrets.list(projectId),
    rotationsKnown(parts, projectId),
  ]);
  return secrets.filter(key => !rotating.some(entry => awaitsKey(entry, key)));
}

/** The rotation that has to find a key before its secret may be inserted by the user. Never rejects. */
export async function rotationAwaiting(
  parts: Omit<InsertableSecretParts, 'pendingSecrets'>,
  key: PendingKey,
): Promise<RotationEntry | undefined> {
  return (await rotationsKnown(parts, key.projectId)).find(entry => awaitsKey(entry, key));
}

/** Where they can't be read, a secret that is in memory only must be within reach all the same. */
function rotationsKnown(
  { rotations, log }: Omit<InsertableSecretParts, 'pendingSecrets'>,
  projectId: string | undefined,
): Promise<readonly RotationEntry[]> {
  const reading: Reading = { what: 'rotations', ...(projectId !== undefined && { projectId }) };
  return readOr(log, reading, rotations.list(projectId), []);
}

/**
 * True where a rotation was cut off before it knew that it had made this key: it finds the key by its secret, which nobody
 * else may insert until it has.
 */
function awaitsKey(entry: RotationEntry, key: PendingKey): boolean {
  return entry.value.newKey.kind !== 'created' && isNewKeyOf(entry, key);
}
