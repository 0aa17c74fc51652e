import { ApiError, isOwnNotFound, SinchError, UnconfirmedError } from './errors';
import type { AccessKeysApi, CallOptions } from './types';

/**
 * Deletes an access key. Where it is gone already, or the answer is lost, Sinch is asked for the key: only its own word
 * that there is no such key counts as deleted.
 * @throws UnconfirmedError where that can't be had; the call's own error where the key is still there
 */
export async function deleteIfThere(
  api: Pick<AccessKeysApi, 'delete' | 'get'>,
  accessKeyId: string,
  options: CallOptions = {},
): Promise<void> {
  try {
    await api.delete(accessKeyId, options);
  } catch (error) {
    if (!mayBeDeleted(error, options) || !(await isGone(api, accessKeyId))) throw error;
  }
}

/** Without the signal: what it aborted may have been carried out. @throws UnconfirmedError */
async function isGone(api: Pick<AccessKeysApi, 'get'>, accessKeyId: string): Promise<boolean> {
  try {
    await api.get(accessKeyId);
    return false;
  } catch (error) {
    if (isAbsence(error)) return true;
    throw new UnconfirmedError('DeleteAccessKey', { cause: error });
  }
}

function mayBeDeleted(error: unknown, { signal }: CallOptions): boolean {
  if (error instanceof ApiError && error.status === 404) return error.operation === 'DeleteAccessKey';
  return signal?.aborted === true || (error instanceof SinchError && error.outcomeUnknown);
}

/** True for Sinch's own word that a key is not there. A 404 without it may come from any proxy, and counts for nothing. */
export function isAbsence(error: unknown): boolean {
  return (
    error instanceof ApiError &&
    error.operation === 'GetAccessKey' &&
    error.status === 404 &&
    isOwnNotFound(error.apiStatus)
  );
}
