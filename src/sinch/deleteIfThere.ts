import { ApiError, isAbsence, SinchError, UnconfirmedError, UnexpectedAnswerError } from './errors';
import type { AccessKeysApi, CallOptions } from './types';

/**
 * Deletes an access key. If it is gone already, or the answer is lost, Sinch is asked for the key: only its own word
 * that there is no such key counts as deleted.
 * @throws UnconfirmedError if that can't be had; the call's own error if the key is still there
 */
export async function deleteIfThere(
  api: Pick<AccessKeysApi, 'delete' | 'get'>,
  accessKeyId: string,
  options: CallOptions = {},
): Promise<void> {
  try {
    await api.delete(accessKeyId, options);
  } catch (error) {
    if (!mayBeDeleted(error, options)) throw error;
    if (await isGone(api, accessKeyId)) return;
    const reason: unknown = error instanceof UnconfirmedError ? error.cause : error;
    throw isNotFound(reason)
      ? new UnexpectedAnswerError('DeleteAccessKey', reason.status, 'the key is still there')
      : reason;
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
  return (
    isNotFound(error) || signal?.aborted === true || (error instanceof SinchError && error.outcomeUnknown)
  );
}

function isNotFound(error: unknown): error is ApiError {
  return error instanceof ApiError && error.operation === 'DeleteAccessKey' && error.status === 404;
}
