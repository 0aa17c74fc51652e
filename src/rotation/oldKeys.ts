import type { AccessKey } from '../sinch/types';
import type { RotationEntry } from './rotations';

const day = 24 * 60 * 60 * 1000;

/** The keys that are older than `days` and that no rotation replaces; those without a date count as old. */
export function oldKeys(
  keys: readonly AccessKey[],
  rotations: readonly RotationEntry[],
  days: number,
  now: Date,
): readonly AccessKey[] {
  const limit = now.getTime() - days * day;
  const replaced = new Set(rotations.map(({ value }) => value.oldKeyId));
  return keys.filter(
    ({ createTime, accessKeyId }) =>
      (createTime === undefined || createTime.getTime() < limit) && !replaced.has(accessKeyId),
  );
}
