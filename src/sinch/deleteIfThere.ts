import { ApiError } from './errors';
import type { AccessKeysApi, CallOptions } from './types';

/** Deletes an access key. One that is gone already counts as deleted. */
export async function deleteIfThere(
  api: Pick<AccessKeysApi, 'delete'>,
  accessKeyId: string,
  options?: CallOptions,
): Promise<void> {
  try {
    await api.delete(accessKeyId, options);
  } catch (error) {
    if (!(error instanceof ApiError && error.operation === 'DeleteAccessKey' && error.status === 404))
      throw error;
  }
}
