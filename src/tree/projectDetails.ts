import type { Credentials } from '../projects/credentials';
import type { Logger } from '../ui/log';
import { readOr } from '../storage/readOr';
import type { CreationEntry, Creations } from '../keys/creations';
import { isNewKeyOf, type RotationEntry, type Rotations } from '../rotation/rotations';
import type { PendingKey, PendingSecrets } from '../keys/pendingSecrets';

/** What is stored for a project on this side: some rows, and the marks on others, are drawn from it. */
export interface ProjectDetails {
  readonly signInKeyId: string | undefined;
  /** Without those that a running rotation is about to insert. */
  readonly pendingSecrets: readonly PendingKey[];
  readonly creations: readonly CreationEntry[];
  readonly rotations: readonly RotationEntry[];
}

export interface ProjectDetailParts {
  readonly credentials: Credentials;
  readonly pendingSecrets: PendingSecrets;
  readonly creations: Creations;
  readonly rotations: Rotations;
  readonly log: Logger;
}

/** Never rejects: what SecretStorage doesn't answer is left out, and the log says so. */
export async function readProjectDetails(
  { credentials, pendingSecrets, creations, rotations, log }: ProjectDetailParts,
  projectId: string,
): Promise<ProjectDetails> {
  const [credential, secrets, unfinished, rotating] = await Promise.all([
    readOr(log, { what: 'credential', projectId }, credentials.get(projectId), undefined),
    readOr(log, { what: 'secrets', projectId }, pendingSecrets.list(projectId), []),
    readOr(log, { what: 'creations', projectId }, creations.unfinished(projectId), []),
    readOr(log, { what: 'rotations', projectId }, rotations.list(projectId), []),
  ]);
  return {
    signInKeyId: credential?.kind === 'keyPair' ? credential.keyId : undefined,
    pendingSecrets: secrets.filter(key => !rotating.some(entry => isNewKeyOf(entry, key))),
    creations: unfinished,
    rotations: rotating,
  };
}

export const noDetails: ProjectDetails = {
  signInKeyId: undefined,
  pendingSecrets: [],
  creations: [],
  rotations: [],
};
