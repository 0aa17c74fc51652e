import type { AccessKey } from '../sinch/types';
import type { PendingKey } from './pendingSecrets';

/** Gives `key` its current name, if that is known: it may have been renamed since. */
export function withCurrentName<K extends PendingKey>(
  keys: { find(projectId: string, accessKeyId: string): AccessKey | undefined },
  key: K,
): K {
  const displayName = keys.find(key.projectId, key.accessKeyId)?.displayName;
  return displayName === undefined ? key : { ...key, displayName };
}
