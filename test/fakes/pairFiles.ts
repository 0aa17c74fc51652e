import type { NewPair, OldKey, Replacement } from '../../src/envFiles/replacePair';

/** Files that hold one key pair each, and change in one step. */
export class PairFiles {
  readonly held = new Map<string, NewPair>();
  /** The addresses of those that can't be written. */
  readonly readOnly = new Set<string>();

  replace(uri: string, old: OldKey, pair: NewPair): Replacement {
    const now = this.held.get(uri);
    if (!now) return { kind: 'failed', why: { code: 'gone' } };
    if (now.keyId === pair.keyId && now.keySecret === pair.keySecret) return { kind: 'alreadyThere' };
    if (now.keyId !== old.keyId) return { kind: 'failed', why: { code: 'notHeld' } };
    if (old.keySecret !== undefined && now.keySecret !== old.keySecret)
      return { kind: 'failed', why: { code: 'otherSecret', name: 'DEMO_KEY_SECRET' } };
    if (this.readOnly.has(uri)) return { kind: 'failed', why: { code: 'unsavable' } };
    this.held.set(uri, { ...pair });
    return { kind: 'replaced' };
  }
}
