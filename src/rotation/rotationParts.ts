import type { NewPair, OldKey, Replacement } from '../envFiles/replacePair';
import type { KeyStore } from '../keys/keyStore';
import type { CreateKeyParts } from '../keys/createAndKeep';
import type { Rotations } from './rotations';
import type { PendingSecrets } from '../keys/pendingSecrets';
import type { Connections } from '../projects/connections';
import type { Credentials } from '../projects/credentials';
import type { ProjectList } from '../projects/projectList';
import type { Logger } from '../ui/log';

/** The parts of the extension that rotations use. */
export interface RotationParts extends Pick<CreateKeyParts, 'lookAgainAfter'> {
  readonly rotations: Rotations;
  readonly projects: Pick<ProjectList, 'all'>;
  readonly connections: Pick<Connections, 'to' | 'using'>;
  readonly credentials: Pick<Credentials, 'get' | 'set'>;
  readonly keys: Pick<KeyStore, 'put' | 'drop' | 'peek' | 'relist'>;
  readonly pendingSecrets: PendingSecrets;
  /**
   * Signs in with a pair, and rejects as `proveKey` does. Tries again for a while, since Sinch may not know a new key
   * yet.
   * @param waits milliseconds before each further attempt
   */
  readonly prove: (
    projectId: string,
    pair: NewPair,
    signal: AbortSignal,
    waits?: readonly number[],
  ) => Promise<void>;
  /**
   * Replaces a key with a pair in the file at an address, unless the file has risks that the user didn't agree to.
   * Never rejects because of the file.
   */
  readonly replace: (
    uri: string,
    old: OldKey,
    pair: NewPair,
    agreed: readonly string[],
  ) => Promise<Replacement>;
  readonly log: Pick<Logger, 'error'>;
  /** Milliseconds since the epoch; `Date.now` by default. */
  readonly now?: () => number;
}
