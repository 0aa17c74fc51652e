import type { AccessKeysApi } from '../sinch/types';
import { untilAborted } from '../sinch/untilAborted';
import type { Kept } from '../storage/journal';
import { SecretStorageError } from '../storage/secretVault';
import { isAbort } from '../ui/signal';
import type { CreateParts, CreateResult } from './createPorts';
import type { Creation } from './creations';
import type { ProjectKeys } from './keyStore';
import type { PendingSecret } from './pendingSecrets';

/** The entry in the journal that stands for a create. */
export interface Begun extends Pick<Creation, 'keyIdsBefore'> {
  readonly id: string;
  readonly kept: Kept;
  /** Asked for while the entry was written; rejects as `connections.to` does. */
  readonly api: Promise<AccessKeysApi>;
}

/**
 * Lists the project's keys and writes the entry. An earlier list may lack a key that was made elsewhere since, and that
 * must never pass for the new one.
 * @returns the result instead, if the keys can't be listed or it is cancelled
 */
export async function beginCreation(
  parts: CreateParts,
  { projectId, displayName }: Creation,
  signal: AbortSignal,
): Promise<Begun | Extract<CreateResult, { readonly kind: 'refused' }> | { readonly kind: 'over' }> {
  let before: ProjectKeys;
  const pending = pendingIds(parts, projectId);
  try {
    before = await untilAborted(parts.keys.relist(projectId), signal);
  } catch (error) {
    if (isAbort(error)) return { kind: 'over' };
    throw error;
  }
  if (before.status === 'failed') return { kind: 'refused', error: before.error };
  const pendingIdsBefore = await pending;
  const keyIdsBefore =
    before.status === 'loaded' && pendingIdsBefore
      ? [...new Set([...before.keys.map(key => key.accessKeyId), ...pendingIdsBefore])]
      : undefined;
  const api = parts.connections.to(projectId);
  const [{ id, kept }] = await Promise.all([
    parts.creations.begin(projectId, displayName, keyIdsBefore),
    api.catch(() => undefined),
  ]);
  return signal.aborted ? finish(parts, id) : { id, kept, keyIdsBefore, api };
}

/**
 * The IDs of the keys with a pending secret, which can't be the new one either, although they may have been deleted
 * elsewhere; undefined if they aren't known.
 */
async function pendingIds(
  { pendingSecrets }: CreateParts,
  projectId: string,
): Promise<readonly string[] | undefined> {
  try {
    return (await pendingSecrets.list(projectId)).map(key => key.accessKeyId);
  } catch (error) {
    if (error instanceof SecretStorageError) return undefined;
    throw error;
  }
}

/** Ends the entry of a create. If that fails, the log says so. */
export async function finish(
  { creations, log }: CreateParts,
  id: string,
): Promise<{ readonly kind: 'over' }> {
  await creations.finish(id).catch((error: unknown) => {
    log.error(`The entry of the create ${id} could not be ended.`, error);
  });
  return { kind: 'over' };
}

/** Ends the entries of a create whose secret is kept. If that fails, the log says so. */
export async function finishMade(
  { creations, pendingSecrets, log }: CreateParts,
  id: string,
  { projectId, displayName }: Creation,
  { accessKeyId }: PendingSecret,
): Promise<void> {
  const made = { projectId, displayName, accessKeyId };
  await creations
    .finishMade(id, made, other => pendingSecrets.isUnclaimed(other))
    .catch((error: unknown) => {
      log.error(`The entries of the create ${id} could not be ended.`, error);
    });
}
