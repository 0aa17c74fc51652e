import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError, CredentialError } from './errors';
import type { AccessKeysApi, CallOptions } from './types';

/**
 * A key was refused to the last: it isn't known everywhere yet, or was deleted. The credential in use is not to blame.
 */
export class UnprovedKeyError extends Error {
  override readonly name = 'UnprovedKeyError';

  constructor(
    readonly accessKeyId: string,
    options: { readonly cause: unknown },
  ) {
    super(`the access key ${accessKeyId} can’t sign in`, options);
  }
}

export interface ProveOptions extends CallOptions {
  /** Milliseconds before each further attempt; 1, 2, 4 and 8 s by default. No source says how long it takes. */
  readonly waits?: readonly number[] | undefined;
}

/**
 * Makes sure that a new key can sign in: with `api`, which signs in with it, the key reads itself. A refusal is asked
 * about again, since a new key may not be known everywhere at once.
 * @throws UnprovedKeyError with the last refusal; SinchError if the call fails in another way
 */
export async function proveKey(
  api: Pick<AccessKeysApi, 'get'>,
  accessKeyId: string,
  { signal, waits = [1000, 2000, 4000, 8000] }: ProveOptions = {},
): Promise<void> {
  for (const wait of [...waits, undefined]) {
    try {
      await api.get(accessKeyId, { signal });
      return;
    } catch (error) {
      if (!mayBeTooEarly(error)) throw error;
      if (wait === undefined) throw new UnprovedKeyError(accessKeyId, { cause: error });
      await sleep(wait, undefined, { signal });
    }
  }
}

function mayBeTooEarly(error: unknown): boolean {
  if (error instanceof CredentialError) return error.reason === 'refused';
  return error instanceof ApiError && error.hint !== 'proxy' && [401, 403, 404].includes(error.status);
}
