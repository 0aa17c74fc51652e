import { readValue } from './readValue';
import { scan } from './scan';

export interface ValueHolder {
  readonly key: string;
  /** The 0-based line the assignment starts on. */
  readonly line: number;
  /** Whether readers see it: it is the last definition of its key. */
  readonly effective: boolean;
}

/** Every assignment of `text` that holds exactly `value`, in the order of the file. An empty value is never found. */
export function findValue(text: string, value: string): readonly ValueHolder[] {
  if (value === '') return [];
  const assignments = scan(text).filter(piece => piece.kind === 'assignment');
  const last = new Map(assignments.map(assignment => [assignment.key, assignment]));
  return assignments
    .filter(assignment => readValue(text, assignment) === value)
    .map(assignment => ({
      key: assignment.key,
      line: assignment.line,
      effective: last.get(assignment.key) === assignment,
    }));
}
