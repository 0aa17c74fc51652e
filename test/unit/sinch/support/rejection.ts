import assert from 'node:assert/strict';

/** What the promise rejects with; fails where it doesn't. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  assert.fail('The promise should have been rejected.');
}

/** The same, where an error of this class is due. */
export async function rejectionAs<E extends Error>(
  type: abstract new (...parameters: never[]) => E,
  promise: Promise<unknown>,
): Promise<E> {
  const error = await rejection(promise);
  assert.ok(error instanceof type, `expected ${type.name}, got ${String(error)}`);
  return error;
}
