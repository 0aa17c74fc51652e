import type { Credentials } from '../projects/credentials';
import type { Logger } from '../ui/log';
import { asFarAsKnown } from './asFarAsKnown';
import type { CreationEntry, Creations } from './creations';
import { isSuccessorIn, type RotationEntry, type Rotations } from './rotations';
import type { WaitingKey, WaitingSecrets } from './waitingSecrets';

/** What is stored for a project besides what Sinch knows of it: rows and marks of rows are drawn from it. */
export interface Details {
  readonly signInKeyId: string | undefined;
  /** Save those that a rotation under way is about to place. */
  readonly waiting: readonly WaitingKey[];
  readonly creations: readonly CreationEntry[];
  readonly rotations: readonly RotationEntry[];
}

export interface DetailParts {
  readonly credentials: Credentials;
  readonly waiting: WaitingSecrets;
  readonly creations: Creations;
  readonly rotations: Rotations;
  readonly log: Logger;
}

/** Never rejects: what SecretStorage doesn't answer is not known, and the log says so. */
export async function gatherDetails(
  { credentials, waiting, creations, rotations, log }: DetailParts,
  projectId: string,
): Promise<Details> {
  const [credential, secrets, unfinished, rotating] = await Promise.all([
    asFarAsKnown(log, { what: 'credential', projectId }, credentials.get(projectId), undefined),
    asFarAsKnown(log, { what: 'secrets', projectId }, waiting.list(projectId), []),
    asFarAsKnown(log, { what: 'creations', projectId }, creations.unfinished(projectId), []),
    asFarAsKnown(log, { what: 'rotations', projectId }, rotations.list(projectId), []),
  ]);
  return {
    signInKeyId: credential?.kind === 'keyPair' ? credential.keyId : undefined,
    waiting: secrets.filter(key => !rotating.some(entry => isSuccessorIn(entry, key))),
    creations: unfinished,
    rotations: rotating,
  };
}

export const noDetails: Details = { signInKeyId: undefined, waiting: [], creations: [], rotations: [] };
