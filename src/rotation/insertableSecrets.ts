import type { Logger } from '../ui/log';
import { readOr, type Reading } from '../storage/readOr';
import { isNewKeyOf, type RotationEntry, type Rotations } from './rotations';
import type { PendingKey, PendingSecrets } from '../keys/pendingSecrets';

export interface InsertableSecretParts {
  readonly pendingSecrets: Pick<PendingSecrets, 'get' | 'list'>;
  readonly rotations: Rotations;
  readonly log: Logger;
}

/** The pending secrets of a project, or of all projects, that the user may insert. @throws SecretStorageError */
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

/** The rotation that has to find a key before the user may insert its secret. Never rejects. */
export async function rotationAwaiting(
  parts: Omit<InsertableSecretParts, 'pendingSecrets'>,
  key: PendingKey,
): Promise<RotationEntry | undefined> {
  return (await rotationsKnown(parts, key.projectId)).find(entry => awaitsKey(entry, key));
}

/** The rotations; none if they can't be read: the user must still be able to insert a secret that is in memory only. */
function rotationsKnown(
  { rotations, log }: Omit<InsertableSecretParts, 'pendingSecrets'>,
  projectId: string | undefined,
): Promise<readonly RotationEntry[]> {
  const reading: Reading = { what: 'rotations', ...(projectId !== undefined && { projectId }) };
  return readOr(log, reading, rotations.list(projectId), []);
}

/**
 * True if a rotation was interrupted before it could record that it created this key. It finds the key by its pending
 * secret, so that the user may not insert the secret before that.
 */
function awaitsKey(entry: RotationEntry, key: PendingKey): boolean {
  return entry.value.newKey.kind !== 'created' && isNewKeyOf(entry, key);
}
