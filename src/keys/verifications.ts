import { createHmac, randomBytes } from 'node:crypto';
import { Listeners } from '../storage/listeners';
import type { Subscription } from '../storage/secretVault';
import type { Verdict } from './verifyPair';

/** A pair as a file has it. */
export interface FilePair {
  readonly projectId: string;
  readonly keyId: string;
  readonly keySecret: string;
}

export interface Verification {
  readonly verdict: Verdict;
  readonly at: Date;
}

/** What the last check of each pair found, in this window's memory. Keeps no secret: pairs are told by fingerprints. */
export class Verifications {
  private readonly salt = randomBytes(32);
  private readonly found = new Map<string, Verification>();
  private readonly listeners = new Listeners<undefined>();

  onDidChange(listener: () => void): Subscription {
    return this.listeners.add(listener);
  }

  /** The same for equal pairs as long as the window is open; says nothing about the secret. */
  fingerprint({ projectId, keyId, keySecret }: FilePair): string {
    const text = JSON.stringify([projectId, keyId, keySecret]);
    return createHmac('sha256', this.salt).update(text).digest('base64');
  }

  get(fingerprint: string): Verification | undefined {
    return this.found.get(fingerprint);
  }

  set(pair: FilePair, verification: Verification): void {
    this.found.set(this.fingerprint(pair), verification);
    this.listeners.tell(undefined);
  }
}
