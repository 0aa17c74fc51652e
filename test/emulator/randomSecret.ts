import { randomInt } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~';

/** A secret like the real ones: 26 characters of `A-Z a-z 0-9 - . _ ~`, any of them first. */
export function randomSecret(): string {
  return Array.from({ length: 26 }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
}
