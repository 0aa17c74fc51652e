import type { NewPair, OldKey, Replacement } from '../envFiles/replacePair';
import type { KeyStore } from '../keys/keyStore';
import type { MakeParts } from '../keys/makeKey';
import type { Rotations } from '../keys/rotations';
import type { WaitingSecrets } from '../keys/waitingSecrets';
import type { Connections } from '../projects/connections';
import type { Credentials } from '../projects/credentials';

/** What rotations work with. */
export interface RotationParts extends Pick<MakeParts, 'lookAgainAfter'> {
  readonly rotations: Rotations;
  readonly connections: Pick<Connections, 'to' | 'using'>;
  readonly credentials: Pick<Credentials, 'get' | 'set'>;
  readonly keys: Pick<KeyStore, 'put' | 'drop' | 'relist'>;
  readonly waiting: WaitingSecrets;
  /** Signs in with a new pair, waiting for it to be known everywhere. Rejects as a call does. */
  readonly prove: (projectId: string, pair: NewPair, signal: AbortSignal) => Promise<void>;
  /** Puts a pair in the place of a key in the file at an address. Never rejects for what files do. */
  readonly replace: (uri: string, old: OldKey, pair: NewPair) => Promise<Replacement>;
}
