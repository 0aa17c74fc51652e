import { explain } from '../../projects/explain';
import { type Deleted, deleteKeyAndData, type DeletionParts } from './deleteKeyAndData';
import type { KeyToDelete } from './keysToDelete';

/** What became of a key. `notTried`: the user ended it before its turn. */
export interface Deletion {
  readonly target: KeyToDelete;
  readonly outcome:
    Deleted | { readonly kind: 'failed'; readonly error: unknown } | { readonly kind: 'notTried' };
}

export interface Turn {
  readonly target: KeyToDelete;
  /** From 1. */
  readonly number: number;
  readonly of: number;
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
      const outcome = await attemptDeletion(parts, target);
      if (outcome.kind === 'failed' && explain(outcome.error)?.culprit === 'credential') {
        refusals.set(id, outcome.error);
      }
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

async function attemptDeletion(parts: DeletionParts, target: KeyToDelete): Promise<Deletion['outcome']> {
  try {
    return await deleteKeyAndData(parts, target);
  } catch (error) {
    return { kind: 'failed', error };
  }
}
