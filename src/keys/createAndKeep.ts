import { setTimeout as sleep } from 'node:timers/promises';
import type { Connections } from '../projects/connections';
import { deleteIfThere } from '../sinch/deleteIfThere';
import { SinchError } from '../sinch/errors';
import type { AccessKey, AccessKeysApi, CreatedAccessKey } from '../sinch/types';
import type { KeyStore } from './keyStore';
import type { PendingSecret, PendingSecrets } from './pendingSecrets';

export interface CreateKeyParts {
  readonly connections: Pick<Connections, 'to'>;
  readonly keys: Pick<KeyStore, 'put' | 'relist'>;
  readonly pendingSecrets: Pick<PendingSecrets, 'keep' | 'get'>;
  /** Milliseconds until a key that is not there after a lost answer is looked for once more; 2 s by default. */
  readonly lookAgainAfter?: number;
}

/** What became of a key of which nobody saw the answer. */
export type CreateLookup =
  /** It exists, and its secret waits. */
  | { readonly kind: 'made'; readonly secret: PendingSecret }
  /** It exists, and nobody has its secret. */
  | { readonly kind: 'orphaned'; readonly key: AccessKey }
  | { readonly kind: 'notMade' }
  /** The keys can't be listed now, for this reason. */
  | { readonly kind: 'unknown'; readonly error: unknown };

export type CreateOutcome =
  /** `kept`: its secret is in SecretStorage, or in this window's memory only. */
  | { readonly kind: 'made'; readonly secret: PendingSecret; readonly kept: 'stored' | 'heldInMemory' }
  /** Sinch or the way there refused: there is no such key. */
  | { readonly kind: 'refused'; readonly error: unknown }
  /** The answer was lost, for this reason. */
  | { readonly kind: 'lost'; readonly error: unknown; readonly found: CreateLookup };

/**
 * Creates an access key, and keeps its secret before anything else happens with it. Never asks twice: where the answer
 * is lost, the project's keys are looked through for the name. Rejects for bugs only.
 * @param now milliseconds since the epoch
 */
export async function createAndKeep(
  parts: CreateKeyParts,
  projectId: string,
  displayName: string,
  { signal, now }: { readonly signal: AbortSignal; readonly now: number },
): Promise<CreateOutcome> {
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
    return { kind: 'lost', error, found: await findLate(parts, projectId, displayName, now) };
  }
  const { accessKey, secret } = created;
  const { accessKeyId } = accessKey;
  const pendingSecret = { projectId, accessKeyId, displayName: accessKey.displayName, secret };
  const kept = await parts.pendingSecrets.keep(pendingSecret);
  parts.keys.put(accessKey);
  return { kind: 'made', secret: pendingSecret, kept };
}

/** Looks twice before it says that there is no such key: a request nobody waits for any more may still be carried out. */
async function findLate(
  parts: CreateKeyParts,
  projectId: string,
  displayName: string,
  since: number,
): Promise<CreateLookup> {
  const found = await lookUpCreated(parts, projectId, displayName, since);
  if (found.kind !== 'notMade') return found;
  await sleep(parts.lookAgainAfter ?? 2000);
  return lookUpCreated(parts, projectId, displayName, since);
}

/** The clocks here and at Sinch may differ by this many milliseconds. */
const clockSkew = 10 * 60_000;

/**
 * Finds out what became of a create: a name is unique in its project and was free before. Never rejects.
 * @param since when it was begun, in milliseconds since the epoch: an older key of that name is another
 */
export async function lookUpCreated(
  { keys, pendingSecrets }: Pick<CreateKeyParts, 'keys' | 'pendingSecrets'>,
  projectId: string,
  displayName: string,
  since: number,
): Promise<CreateLookup> {
  try {
    const state = await keys.relist(projectId);
    if (state.status !== 'loaded')
      return { kind: 'unknown', error: state.status === 'failed' ? state.error : undefined };

    const key = state.keys.find(each => each.displayName === displayName && isNewer(each, since));
    if (!key) return { kind: 'notMade' };
    const secret = await pendingSecrets.get(projectId, key.accessKeyId);
    return secret ? { kind: 'made', secret } : { kind: 'orphaned', key };
  } catch (error) {
    return { kind: 'unknown', error };
  }
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

function isNewer({ createTime }: AccessKey, since: number): boolean {
  return createTime === undefined || createTime.getTime() >= since - clockSkew;
}
