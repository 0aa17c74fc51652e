import type { NewPair, OldKey, Replacement } from '../envFiles/replacePair';
import type { KeyStore } from '../keys/keyStore';
import type { CreateKeyParts } from '../keys/createAndKeep';
import type { Rotations } from './rotations';
import type { PendingSecrets } from '../keys/pendingSecrets';
import type { Connections } from '../projects/connections';
import type { Credentials } from '../projects/credentials';
import type { ProjectList } from '../projects/projectList';
import type { Logger } from '../ui/log';

/** What rotations work with. */
export interface RotationParts extends Pick<CreateKeyParts, 'lookAgainAfter'> {
  readonly rotations: Rotations;
  readonly projects: Pick<ProjectList, 'all'>;
  readonly connections: Pick<Connections, 'to' | 'using'>;
  readonly credentials: Pick<Credentials, 'get' | 'set'>;
  readonly keys: Pick<KeyStore, 'put' | 'drop' | 'peek' | 'relist'>;
  readonly pendingSecrets: PendingSecrets;
  /** Signs in with a new pair, waiting for it to be known everywhere. Rejects as a call does. */
  readonly prove: (projectId: string, pair: NewPair, signal: AbortSignal) => Promise<void>;
  /**
   * Puts a pair in the place of a key in the file at an address, unless that has other risks than those agreed to. Never
   * rejects for what files do.
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
