import type { AccessKey, AccessKeysApi } from '../sinch/types';

/** The access keys of a project as Sinch lists them. */
export interface KeyList {
  readonly keys: readonly AccessKey[];
  /** How many more there are that can't be read; none where left out. */
  readonly unreadable?: number;
}

/** Fetches every key of a project. Rejects as a call does. */
export async function listKeys(api: Pick<AccessKeysApi, 'list'>, signal: AbortSignal): Promise<KeyList> {
  const keys: AccessKey[] = [];
  let unreadable = 0;
  const onUnreadable = (count: number) => {
    unreadable += count;
  };
  for await (const key of api.list({ signal, onUnreadable })) keys.push(key);
  return { keys, ...(unreadable > 0 && { unreadable }) };
}
