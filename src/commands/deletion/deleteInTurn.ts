import { explain } from '../../projects/explain';
import { type Deleted, deleteForGood, type DeletionParts } from './deleteForGood';
import type { DoomedKey } from './doomedKeys';

/** What became of a key. `notTried`: the user ended it before its turn. */
export interface Deletion {
  readonly doomed: DoomedKey;
  readonly outcome:
    Deleted | { readonly kind: 'failed'; readonly error: unknown } | { readonly kind: 'notTried' };
}

export interface Turn {
  readonly doomed: DoomedKey;
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
  all: readonly DoomedKey[],
  signal: AbortSignal,
  onTurn: (turn: Turn) => void,
): Promise<readonly Deletion[]> {
  const refusals = new Map<string, unknown>();
  const deletions: Deletion[] = [];
  const inOrder = signInKeysLast(all);
  for (const [index, doomed] of inOrder.entries()) {
    const { id } = doomed.project;
    if (signal.aborted) {
      deletions.push({ doomed, outcome: { kind: 'notTried' } });
    } else if (refusals.has(id)) {
      deletions.push({ doomed, outcome: { kind: 'failed', error: refusals.get(id) } });
    } else {
      onTurn({ doomed, number: index + 1, of: inOrder.length });
      const outcome = await attemptDeletion(parts, doomed);
      if (outcome.kind === 'failed' && explain(outcome.error)?.culprit === 'credential') {
        refusals.set(id, outcome.error);
      }
      deletions.push({ doomed, outcome });
    }
  }
  return deletions;
}

/** After the key that signs in, nothing more can be deleted: not in the other projects it signs in to either. */
function signInKeysLast(all: readonly DoomedKey[]): readonly DoomedKey[] {
  const signsIn = ({ signsInTo }: DoomedKey) => signsInTo.length > 0;
  return [...all.filter(doomed => !signsIn(doomed)), ...all.filter(signsIn)];
}

async function attemptDeletion(parts: DeletionParts, doomed: DoomedKey): Promise<Deletion['outcome']> {
  try {
    return await deleteForGood(parts, doomed);
  } catch (error) {
    return { kind: 'failed', error };
  }
}
