import type { Logger } from '../ui/log';
import { asFarAsKnown, type Reading } from './asFarAsKnown';
import { isYetToFind, type RotationEntry, type Rotations } from './rotations';
import type { WaitingKey, WaitingSecrets } from './waitingSecrets';

interface PlaceParts {
  readonly waiting: WaitingSecrets;
  readonly rotations: Rotations;
  readonly log: Logger;
}

/** The secrets that can be placed by hand: of a project, or of all. @throws SecretStorageError */
export async function placeableSecrets(
  { waiting, ...parts }: PlaceParts,
  projectId?: string,
): Promise<readonly WaitingKey[]> {
  const [secrets, rotating] = await Promise.all([waiting.list(projectId), rotationsKnown(parts, projectId)]);
  return secrets.filter(key => !rotating.some(entry => isYetToFind(entry, key)));
}

/** The rotation that has to find a key before its secret may be placed by hand. Never rejects. */
export async function rotationToFind(
  parts: Omit<PlaceParts, 'waiting'>,
  key: WaitingKey,
): Promise<RotationEntry | undefined> {
  return (await rotationsKnown(parts, key.projectId)).find(entry => isYetToFind(entry, key));
}

/** Where they can't be read, a secret that is in memory only must be within reach all the same. */
function rotationsKnown(
  { rotations, log }: Omit<PlaceParts, 'waiting'>,
  projectId: string | undefined,
): Promise<readonly RotationEntry[]> {
  const reading: Reading = { what: 'rotations', ...(projectId !== undefined && { projectId }) };
  return asFarAsKnown(log, reading, rotations.list(projectId), []);
}
