import { Listeners } from '../storage/listeners';
import type { Subscription } from '../storage/secretVault';

/** A file of the workspace that has the ID of an access key. */
export interface FileUse {
  /** Its URI. */
  readonly uri: string;
  /** The 0-based lines with the ID, at least one. */
  readonly lines: readonly number[];
}

/** Which saved files of the workspace use which access key, as far as that is known. Holds no secret. */
export class FileUses {
  private readonly listeners = new Listeners<ReadonlySet<string>>();
  private readonly known = new Map<string, readonly FileUse[]>();

  /** Calls back with the IDs of the keys whose uses changed. */
  onDidChange(listener: (keyIds: ReadonlySet<string>) => void): Subscription {
    return this.listeners.add(listener);
  }

  /** `.env` files first; undefined if the key wasn't looked for. */
  of(keyId: string): readonly FileUse[] | undefined {
    return this.known.get(keyId);
  }

  /** Replaces what is known of some keys, by their IDs. */
  set(uses: ReadonlyMap<string, readonly FileUse[]>): void {
    for (const [keyId, files] of uses) this.known.set(keyId, files);
    if (uses.size > 0) this.listeners.tell(new Set(uses.keys()));
  }

  /** Forgets what is known of all other keys than these. */
  keepOnly(keyIds: ReadonlySet<string>): void {
    const others = new Set([...this.known.keys()].filter(keyId => !keyIds.has(keyId)));
    for (const keyId of others) this.known.delete(keyId);
    if (others.size > 0) this.listeners.tell(others);
  }
}
