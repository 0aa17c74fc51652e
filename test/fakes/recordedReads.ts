import type { SecretVault } from '../../src/storage/secretVault';

/** A window's access to a SecretStorage that remembers what the window read. */
export interface RecordedReads extends SecretVault {
  /** The key and text of each entry, in order; those that weren't there are left out. */
  readonly read: (readonly [key: string, text: string])[];
}

export function recordReads(secrets: SecretVault): RecordedReads {
  const read: (readonly [string, string])[] = [];
  return {
    read,
    get: async key => {
      const text = await secrets.get(key);
      if (text !== undefined) read.push([key, text]);
      return text;
    },
    store: (key, value) => secrets.store(key, value),
    delete: key => secrets.delete(key),
    keys: () => secrets.keys(),
    onDidChange: listener => secrets.onDidChange(listener),
  };
}
