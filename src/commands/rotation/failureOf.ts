import { explain, type Explanation } from '../../projects/explain';
import type { Turn } from './turn';
import { whyStopped } from './whyStopped';

export interface Failure {
  readonly error: unknown;
  /** Undefined for an abort and for a bug. */
  readonly why: Explanation | undefined;
}

/** What the rotation of one of several keys failed with, if anything. */
export function failureOf(turn: Turn): Failure | undefined {
  if (turn.kind === 'failed') return { error: turn.error, why: explain(turn.error) };
  if (turn.kind !== 'halted' || !('error' in turn.outcome)) return undefined;
  const { error } = turn.outcome;
  return { error, why: whyStopped(turn.rotation, error) };
}
