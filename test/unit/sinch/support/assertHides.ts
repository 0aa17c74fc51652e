import assert from 'node:assert/strict';
import { inspect } from 'node:util';

/** Fails where anything reachable from the error, hidden properties and causes included, shows one of the secrets. */
export function assertHides(error: unknown, secrets: readonly string[]): void {
  const shown = inspect(error, {
    depth: null,
    showHidden: true,
    maxStringLength: null,
    maxArrayLength: null,
  });
  for (const secret of secrets) {
    assert.ok(secret.length >= 6, 'a secret this short would be found by chance');
    assert.ok(!shown.includes(secret), `the error shows a secret:\n${shown}`);
  }
  assert.doesNotMatch(shown, /\b(authorization|bearer|basic) /i);
}
