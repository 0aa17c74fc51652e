import { dotenvAssignments, withoutQuotes } from './dotenvLines';
import type { Reader } from './reader';

/** npm dotenv 18.0.10, `parse`. */
export const dotenv: Reader = {
  name: 'npm dotenv',
  read: text => ({ kind: 'variables', variables: parseAsDotenv(text) }),
};

/** The variables in the order of their first assignments. */
export function parseAsDotenv(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const { name, raw } of dotenvAssignments(text)) {
    const value = withoutQuotes(raw);
    found.set(name, raw.startsWith('"') ? value.replaceAll('\\n', '\n').replaceAll('\\r', '\r') : value);
  }
  return found;
}
