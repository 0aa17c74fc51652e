import type { AccessKey } from '../sinch/types';
import type { Logger } from '../ui/log';
import type { CreateKeyParts } from './createAndKeep';
import type { Creation, Creations } from './creations';
import type { KeyStore } from './keyStore';
import type { PendingSecret, PendingSecrets } from './pendingSecrets';

export interface CreateParts extends CreateKeyParts {
  readonly keys: Pick<KeyStore, 'put' | 'relist' | 'drop'>;
  readonly creations: Pick<Creations, 'begin' | 'get' | 'leave' | 'finish' | 'finishMade'>;
  readonly pendingSecrets: CreateKeyParts['pendingSecrets'] &
    Pick<PendingSecrets, 'list' | 'isUnclaimedHeld'>;
  readonly log: Logger;
}

/** What is asked while a key is created. */
export interface CreateQuestions {
  /** SecretStorage doesn't work: the secret would be in this window's memory only. */
  confirmHoldInMemory(creation: Creation): Promise<boolean>;
  /** No key was created; `error` is undefined if the reason isn't known. */
  confirmCreateAgain(creation: Creation, error: unknown): Promise<boolean>;
  /** The key exists without its secret. `replace`: delete it and create another. Undefined: decide later. */
  decideOnOrphan(key: AccessKey): Promise<'replace' | 'keep' | undefined>;
}

export interface CreatePorts {
  readonly questions: CreateQuestions;
  /** Runs what takes a while, with a signal that cancels it. Rejects as the task does. */
  readonly run: <T>(
    work: 'create' | 'lookUp' | 'delete',
    creation: Creation,
    task: (signal: AbortSignal) => Promise<T>,
  ) => PromiseLike<T>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export type CreateResult =
  /**
   * `kept`: its secret is in SecretStorage, or in this window's memory only. `ended`: resolves once no entry stands for
   * the create any more, which only settling its secret has to wait for, and does. Never rejects.
   */
  | {
      readonly kind: 'made';
      readonly secret: PendingSecret;
      readonly kept: 'stored' | 'heldInMemory';
      readonly ended: Promise<void>;
    }
  /** The answer was lost, but the secret is kept. */
  | { readonly kind: 'found'; readonly secret: PendingSecret }
  /** There is no such key, or another create made the key of that name. */
  | { readonly kind: 'refused'; readonly error: unknown }
  /**
   * It isn't known yet, for this reason, whether or as which key it was created; the entry stays. `secret`: where its
   * secret is, if the key exists and only its ID isn't known.
   */
  | {
      readonly kind: 'unknown';
      readonly creationId: string;
      readonly error: unknown;
      readonly secret: 'stored' | 'heldInMemory' | undefined;
    }
  /** The key whose secret is lost was to be deleted, and could not be; the entry stays. */
  | { readonly kind: 'orphanLeft'; readonly error: unknown }
  /** `over`: given up, or the key is kept without its secret. `putOff`: the entry stays. */
  | { readonly kind: 'over' | 'putOff' }
  /** Another window may be working on it. */
  | { readonly kind: 'elsewhere' };
