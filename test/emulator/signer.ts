import { createHmac, randomBytes } from 'node:crypto';

/** @returns the signature of a text, base64url; only this signer makes the same one. */
export type Signer = (text: string) => string;

export function createSigner(): Signer {
  const key = randomBytes(32);
  return text => createHmac('sha256', key).update(text).digest('base64url');
}
