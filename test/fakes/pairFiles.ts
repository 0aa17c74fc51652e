import type { NewPair, OldKey, Replacement } from '../../src/envFiles/replacePair';
import { type Risk, riskName } from '../../src/envFiles/risks';

/** Files that hold one key pair each, and change in one step. */
export class PairFiles {
  readonly held = new Map<string, NewPair>();
  /** The addresses of those that can't be written. */
  readonly readOnly = new Set<string>();

  /** By address: what has to be agreed to before a file is written. */
  readonly risks = new Map<string, Risk>();

  replace(uri: string, old: OldKey, pair: NewPair, agreed: readonly string[]): Replacement {
    const now = this.held.get(uri);
    if (!now) return { kind: 'failed', why: { code: 'gone' } };
    if (now.keyId === pair.keyId && now.keySecret === pair.keySecret) return { kind: 'alreadyThere' };
    if (now.keyId !== old.keyId) return { kind: 'failed', why: { code: 'notHeld' } };
    if (old.keySecret !== undefined && now.keySecret !== old.keySecret)
      return { kind: 'failed', why: { code: 'otherSecret', name: 'DEMO_KEY_SECRET' } };
    const risk = this.risks.get(uri);
    if (risk && !agreed.includes(riskName(risk))) return { kind: 'failed', why: risk };
    if (this.readOnly.has(uri)) return { kind: 'failed', why: { code: 'unsavable' } };
    this.held.set(uri, { ...pair });
    return { kind: 'replaced' };
  }
}
