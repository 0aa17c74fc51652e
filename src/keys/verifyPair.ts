import type { Connections } from '../projects/connections';
import type { BoundCredential } from '../projects/credentials';
import type { ProjectList } from '../projects/projectList';
import { ApiError, CredentialError, isOwnNotFound } from '../sinch/errors';
import { untilAborted } from '../sinch/untilAborted';
import { type KeyList, listKeys } from './keyList';
import type { KeyStore } from './keyStore';

/**
 * What Sinch says to a pair. `works`: it signs in, and has access to the project. `rejected`: Sinch refuses it, and
 * whether the key still exists is unknown. `wrongSecret`: the key exists, with another secret. `deleted`: the project has
 * no such key. `wrongProject`: the pair signs in, and has no access to the project.
 */
export type Verdict = 'works' | 'rejected' | 'wrongSecret' | 'deleted' | 'wrongProject';

export interface VerifyParts {
  readonly connections: Pick<Connections, 'apart'>;
  readonly keys: Pick<KeyStore, 'accept' | 'find' | 'relist'>;
  readonly projects: Pick<ProjectList, 'all' | 'get'>;
}

/**
 * Asks Sinch about a pair: fetches a token with it and lists the keys of its project. If it is refused, lists them with
 * what the project is signed in with, to tell a deleted key from a wrong secret. Keeps nothing but lists of keys.
 * @param pair bound to the addresses it may be sent to
 * @throws SinchError if that can't be told now; AbortError once `signal` is aborted; AddressChangedError, EndpointError
 */
export async function verifyPair(
  parts: VerifyParts,
  projectId: string,
  pair: Extract<BoundCredential, { readonly kind: 'keyPair' }>,
  signal: AbortSignal,
): Promise<Verdict> {
  const api = await parts.connections.apart(projectId, pair);
  let list: KeyList;
  try {
    list = await listKeys(api, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof CredentialError && error.reason === 'refused')
      return whyRefused(parts, projectId, pair.keyId, signal);
    if (await isOfOtherProject(parts, projectId, pair.keyId, error, signal)) return 'wrongProject';
    throw error;
  }
  // A token may outlive its key by a minute. A key that was never in the list is one of a parent project.
  const isGone =
    parts.keys.find(projectId, pair.keyId) !== undefined && !list.unreadable && !hasKey(list, pair.keyId);
  if (parts.projects.get(projectId)) parts.keys.accept(projectId, list.keys, list.unreadable);
  return isGone ? 'deleted' : 'works';
}

async function whyRefused(
  { keys, projects }: VerifyParts,
  projectId: string,
  keyId: string,
  signal: AbortSignal,
): Promise<Verdict> {
  const owner = projects.all().find(({ id }) => keys.find(id, keyId)) ?? projects.get(projectId);
  if (!owner) return 'rejected';
  const list = await untilAborted(keys.relist(owner.id), signal);
  if (list.status !== 'loaded') return 'rejected';
  if (hasKey(list, keyId)) return 'wrongSecret';
  return list.unreadable ? 'rejected' : 'deleted';
}

function hasKey({ keys }: KeyList, keyId: string): boolean {
  return keys.some(({ accessKeyId }) => accessKeyId === keyId);
}

/** Whether a call failed because the key is another project's: a bare 403 may also mean that the API isn't enabled. */
async function isOfOtherProject(
  { keys, projects }: VerifyParts,
  projectId: string,
  keyId: string,
  error: unknown,
  signal: AbortSignal,
): Promise<boolean> {
  if (!(error instanceof ApiError)) return false;
  if (error.hint === 'wrongProject' || (error.status === 404 && isOwnNotFound(error.apiStatus))) return true;
  if (error.status !== 403 || error.hint !== undefined) return false;
  if (projects.all().some(({ id }) => id !== projectId && keys.find(id, keyId))) return true;
  if (!projects.get(projectId)) return false;
  const list = await untilAborted(keys.relist(projectId), signal);
  return list.status === 'loaded' && !list.unreadable && !hasKey(list, keyId);
}
