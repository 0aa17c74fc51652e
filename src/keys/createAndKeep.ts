import { setTimeout as sleep } from 'node:timers/promises';
import type { Connections } from '../projects/connections';
import { deleteIfThere } from '../sinch/deleteIfThere';
import { SinchError, UnexpectedAnswerError } from '../sinch/errors';
import type { AccessKey, AccessKeysApi, CreatedAccessKey } from '../sinch/types';
import type { KeyStore } from './keyStore';
import type { PendingSecret, PendingSecrets } from './pendingSecrets';

export interface CreateKeyParts {
  readonly connections: Pick<Connections, 'to'>;
  readonly keys: Pick<KeyStore, 'put' | 'relist'>;
  readonly pendingSecrets: Pick<PendingSecrets, 'keep' | 'keepUnclaimed' | 'isUnclaimed' | 'claim'>;
  /** Milliseconds until a key that is not there after a lost answer is looked for once more; 2 s by default. */
  readonly lookAgainAfter?: number;
}

/** A create, as the entry that stands for it describes it. */
export interface KeyToCreate {
  /** Names the entry: a secret whose key Sinch didn't name is kept under it. */
  readonly createId: string;
  readonly projectId: string;
  readonly displayName: string;
  /** IDs of the keys the project had before; undefined where they aren't known. */
  readonly keyIdsBefore: readonly string[] | undefined;
  /** Milliseconds since the epoch: where the IDs aren't known, a key older than this is another. */
  readonly begunAt: number;
}

/** What became of a create whose answer was lost. */
export type CreateLookup =
  /** The key exists, and its secret is pending. */
  | { readonly kind: 'made'; readonly secret: PendingSecret }
  /** The key exists, and its secret is lost. */
  | { readonly kind: 'orphaned'; readonly key: AccessKey }
  | { readonly kind: 'notMade' }
  /** Not all keys can be listed now, for this reason. `isSecretKept`: the key exists, and its secret is kept. */
  | { readonly kind: 'unknown'; readonly error: unknown; readonly isSecretKept?: boolean };

export type CreateOutcome =
  /** `kept`: its secret is in SecretStorage, or in this window's memory only. */
  | { readonly kind: 'made'; readonly secret: PendingSecret; readonly kept: 'stored' | 'heldInMemory' }
  /** Sinch refused, or the request was never sent: there is no such key. */
  | { readonly kind: 'refused'; readonly error: unknown }
  /** The answer was lost, for this reason. */
  | { readonly kind: 'lost'; readonly error: unknown; readonly found: CreateLookup };

/**
 * Creates an access key, and keeps its secret before anything else happens with it. Sends the request once: if the
 * answer is lost, or doesn't name the key, that is looked for among the project's keys. Rejects for bugs only.
 */
export async function createAndKeep(
  parts: CreateKeyParts,
  wanted: KeyToCreate,
  signal: AbortSignal,
): Promise<CreateOutcome> {
  const { projectId, displayName } = wanted;
  let api: AccessKeysApi;
  try {
    api = await parts.connections.to(projectId);
  } catch (error) {
    return { kind: 'refused', error };
  }
  let created: CreatedAccessKey;
  try {
    created = await api.create(displayName, { signal });
  } catch (error) {
    // Whatever else it fails with, an abort or a bug, may have happened after the key was made.
    if (error instanceof SinchError && !error.outcomeUnknown) return { kind: 'refused', error };
    return { kind: 'lost', error, found: await findLate(parts, wanted) };
  }
  const { accessKey, secret } = created;
  if (!accessKey || wanted.keyIdsBefore?.includes(accessKey.accessKeyId)) {
    await parts.pendingSecrets.keepUnclaimed(wanted.createId, secret);
    return { kind: 'lost', error: unnamedKey(), found: await findLate(parts, wanted) };
  }
  const { accessKeyId } = accessKey;
  const pendingSecret = { projectId, accessKeyId, displayName: accessKey.displayName, secret };
  const kept = await parts.pendingSecrets.keep(pendingSecret);
  parts.keys.put(accessKey);
  return { kind: 'made', secret: pendingSecret, kept };
}

/** Looks twice before it gives up: Sinch may still carry out a request whose answer was lost. */
async function findLate(parts: CreateKeyParts, wanted: KeyToCreate): Promise<CreateLookup> {
  const found = await lookUpCreated(parts, wanted);
  if (found.kind !== 'notMade' && !(found.kind === 'unknown' && found.isSecretKept)) return found;
  await sleep(parts.lookAgainAfter ?? 2000);
  return lookUpCreated(parts, wanted);
}

/** Finds out what became of a create: a name is unique in its project and was free before. Never rejects. */
export async function lookUpCreated(
  { keys, pendingSecrets }: Pick<CreateKeyParts, 'keys' | 'pendingSecrets'>,
  wanted: KeyToCreate,
): Promise<CreateLookup> {
  const { createId, projectId, displayName } = wanted;
  let isSecretKept = false;
  try {
    const state = await keys.relist(projectId);
    isSecretKept = await pendingSecrets.isUnclaimed(createId);
    if (state.status !== 'loaded')
      return unknown(state.status === 'failed' ? state.error : undefined, isSecretKept);

    const key = state.keys.find(each => each.displayName === displayName && isNew(each, wanted));
    if (key) {
      const secret = await pendingSecrets.claim(createId, key);
      if (secret) return { kind: 'made', secret };
      if (!isSecretKept) return { kind: 'orphaned', key };
    }
    if (isSecretKept) return unknown(unnamedKey(), isSecretKept);
    return state.unreadable ? unknown(unreadableKey()) : { kind: 'notMade' };
  } catch (error) {
    return unknown(error, isSecretKept);
  }
}

function unknown(error: unknown, isSecretKept = false): CreateLookup {
  return { kind: 'unknown', error, ...(isSecretKept && { isSecretKept }) };
}

function unnamedKey(): UnexpectedAnswerError {
  return new UnexpectedAnswerError('CreateAccessKey', 200, 'accessKey.accessKeyId: missing');
}

function unreadableKey(): UnexpectedAnswerError {
  return new UnexpectedAnswerError('ListAccessKeys', 200, 'accessKeys.accessKeyId: missing');
}

/** The clocks here and at Sinch may differ by this many milliseconds. */
const clockSkew = 10 * 60_000;

function isNew({ accessKeyId, createTime }: AccessKey, { keyIdsBefore, begunAt }: KeyToCreate): boolean {
  if (keyIdsBefore) return !keyIdsBefore.includes(accessKeyId);
  return createTime === undefined || createTime.getTime() >= begunAt - clockSkew;
}

/** Deletes a key whose secret is not kept here. Rejects as a call does. */
export async function deleteOrphan(
  {
    connections,
    keys,
  }: { readonly connections: Pick<Connections, 'to'>; readonly keys: Pick<KeyStore, 'drop'> },
  { projectId, accessKeyId }: Pick<AccessKey, 'projectId' | 'accessKeyId'>,
  signal: AbortSignal,
): Promise<void> {
  const api = await connections.to(projectId);
  await deleteIfThere(api, accessKeyId, { signal });
  keys.drop(projectId, accessKeyId);
}
