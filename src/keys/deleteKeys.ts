import type { Connections } from '../projects/connections';
import type { Credentials } from '../projects/credentials';
import { culpritOf } from '../projects/culprit';
import { deleteIfThere } from '../sinch/deleteIfThere';
import type { KeyStore } from './keyStore';
import type { KeyToDelete } from './keysToDelete';
import type { PendingSecrets } from './pendingSecrets';

export interface DeletionParts {
  readonly credentials: Pick<Credentials, 'get' | 'delete'>;
  readonly connections: Pick<Connections, 'to' | 'close'>;
  readonly keys: Pick<KeyStore, 'drop' | 'forget'>;
  readonly pendingSecrets: Pick<PendingSecrets, 'drop'>;
}

/** What became of a key. */
export interface Deletion {
  readonly target: KeyToDelete;
  readonly outcome:
    | { readonly kind: 'deleted' }
    /** It is deleted at Sinch, but its secret or credential could not be taken out of SecretStorage. */
    | { readonly kind: 'notForgotten'; readonly error: unknown }
    /** The key still exists, or may still exist. */
    | { readonly kind: 'failed'; readonly error: unknown }
    /** The user cancelled before its turn. */
    | { readonly kind: 'notTried' };
}

export interface Turn {
  readonly target: KeyToDelete;
  /** From 1. */
  readonly number: number;
  readonly of: number;
}

export interface DeletePorts {
  readonly confirmDelete: (keys: readonly KeyToDelete[]) => Promise<boolean>;
  /** Runs the deletion with a signal that cancels it. Rejects as the task does. */
  readonly run: (
    keys: readonly KeyToDelete[],
    task: (signal: AbortSignal, onTurn: (turn: Turn) => void) => Promise<readonly Deletion[]>,
  ) => PromiseLike<readonly Deletion[]>;
}

/**
 * Deletes access keys at Sinch, and all that is kept for them here, after one question. @returns none where it is
 * denied
 */
export async function deleteKeys(
  parts: DeletionParts,
  keys: readonly KeyToDelete[],
  { confirmDelete, run }: DeletePorts,
): Promise<readonly Deletion[]> {
  if (!(await confirmDelete(keys))) return [];
  const [only] = keys;
  return run(keys, async (signal, onTurn) =>
    only && keys.length === 1
      ? [{ target: only, outcome: await deleteKey(parts, only, signal) }]
      : deleteInTurn(parts, keys, signal, onTurn),
  );
}

/**
 * Deletes keys one after the other; one that fails does not stop the others, save those of a project whose credential
 * is of no use. `signal` ends it between two keys: a request under way comes to its end. Never rejects.
 */
export async function deleteInTurn(
  parts: DeletionParts,
  all: readonly KeyToDelete[],
  signal: AbortSignal,
  onTurn: (turn: Turn) => void,
): Promise<readonly Deletion[]> {
  const refusals = new Map<string, unknown>();
  const deletions: Deletion[] = [];
  const inOrder = signInKeysLast(all);
  for (const [index, target] of inOrder.entries()) {
    const { id } = target.project;
    if (signal.aborted) {
      deletions.push({ target, outcome: { kind: 'notTried' } });
    } else if (refusals.has(id)) {
      deletions.push({ target, outcome: { kind: 'failed', error: refusals.get(id) } });
    } else {
      onTurn({ target, number: index + 1, of: inOrder.length });
      const outcome = await deleteKey(parts, target);
      if (outcome.kind === 'failed' && culpritOf(outcome.error) === 'credential')
        refusals.set(id, outcome.error);

      deletions.push({ target, outcome });
    }
  }
  return deletions;
}

/** After the key that signs in, nothing more can be deleted: not in the other projects it signs in to either. */
function signInKeysLast(all: readonly KeyToDelete[]): readonly KeyToDelete[] {
  const signsIn = ({ signsInTo }: KeyToDelete) => signsInTo.length > 0;
  return [...all.filter(target => !signsIn(target)), ...all.filter(signsIn)];
}

/** Deletes a key at Sinch, and all that is kept for it here. Never rejects. */
export async function deleteKey(
  parts: DeletionParts,
  target: KeyToDelete,
  signal?: AbortSignal,
): Promise<Deletion['outcome']> {
  const { project, key } = target;
  try {
    const api = await parts.connections.to(project.id);
    await deleteIfThere(api, key.accessKeyId, { signal });
  } catch (error) {
    return { kind: 'failed', error };
  }
  parts.keys.drop(project.id, key.accessKeyId);
  try {
    await forget(parts, target);
    return { kind: 'deleted' };
  } catch (error) {
    return { kind: 'notForgotten', error };
  }
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
