import type { CallOptions } from '../../sinch/types';
import { deleteIfThere } from '../../sinch/deleteIfThere';
import { SinchError } from '../../sinch/errors';
import { isAbort } from '../../ui/signal';
import type { KeyToDelete } from './keysToDelete';
import type { Parts } from '../parts';

export type DeletionParts = Pick<Parts, 'credentials' | 'connections' | 'keys' | 'pendingSecrets'>;

/** `notForgotten`: it is deleted at Sinch, but its secret or credential could not be taken out of SecretStorage. */
export type Deleted =
  { readonly kind: 'deleted' } | { readonly kind: 'notForgotten'; readonly error: unknown };

/**
 * Deletes a key at Sinch, and all that is kept for it here. Rejects where the key is still there, or nobody can say
 * that it isn't.
 */
export async function deleteKeyAndData(
  parts: DeletionParts,
  target: KeyToDelete,
  options?: CallOptions,
): Promise<Deleted> {
  const { project, key } = target;
  const api = await parts.connections.to(project.id);
  try {
    await deleteIfThere(api, key.accessKeyId, options);
  } catch (error) {
    const inDoubt = isAbort(error) || (error instanceof SinchError && error.outcomeUnknown);
    if (!inDoubt || !(await isGone(parts, target))) throw error;
  }
  parts.keys.drop(project.id, key.accessKeyId);
  try {
    await forget(parts, target);
    return { kind: 'deleted' };
  } catch (error) {
    return { kind: 'notForgotten', error };
  }
}

/** What became of a key when the answer to its deletion was lost: the list says. */
async function isGone({ keys }: DeletionParts, { project, key }: KeyToDelete): Promise<boolean> {
  const after = await keys.relist(project.id);
  return after.status === 'loaded' && after.keys.every(({ accessKeyId }) => accessKeyId !== key.accessKeyId);
}

async function forget(parts: DeletionParts, { project, key, signsInTo }: KeyToDelete): Promise<void> {
  const outcomes = await Promise.allSettled([
    parts.pendingSecrets.drop(project.id, key.accessKeyId),
    ...signsInTo.map(({ id }) => signOut(parts, id, key.accessKeyId)),
  ]);
  const failed = outcomes.find(outcome => outcome.status === 'rejected');
  if (failed) throw failed.reason;
}

/** A credential goes with its key: keeping it would only fail later. One that was put in its place since stays. */
async function signOut(
  { credentials, connections, keys }: DeletionParts,
  projectId: string,
  accessKeyId: string,
): Promise<void> {
  const credential = await credentials.get(projectId);
  if (credential?.kind !== 'keyPair' || credential.keyId !== accessKeyId) return;
  try {
    await credentials.delete(projectId);
  } finally {
    connections.close(projectId);
    keys.forget(projectId);
  }
}
