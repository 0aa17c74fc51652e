import { mask } from '../dotenv/mask';
import type { Span } from '../dotenv/piece';
import { scan } from '../dotenv/scan';
import { applyEdits } from '../dotenv/textEdit';
import type { Plan } from './plan';

/**
 * The texts before and after a plan, with every value of the secret's variable masked. Values that differ show as a
 * difference, also where their masks are the same.
 */
export function maskedSides({ before, after, names: { keySecret } }: Plan): readonly [string, string] {
  const old = new Map(secretsIn(before, keySecret).map(({ text }) => [text, mask(text)]));
  const oldMasks = new Set(old.values());
  const maskOf = (text: string): string => {
    const plain = mask(text);
    return text === '' || old.has(text) || !oldMasks.has(plain) ? plain : plain.repeat(2);
  };
  return [withMasked(before, keySecret, mask), withMasked(after, keySecret, maskOf)];
}

interface Secret extends Span {
  readonly text: string;
}

function secretsIn(text: string, name: string): readonly Secret[] {
  return scan(text)
    .filter(piece => piece.kind === 'assignment')
    .filter(({ key }) => key === name)
    .map(({ value: { start, end } }) => ({ start, end, text: text.slice(start, end) }));
}

function withMasked(text: string, name: string, maskOf: (secret: string) => string): string {
  return applyEdits(
    text,
    secretsIn(text, name).map(({ start, end, text: secret }) => ({ start, end, newText: maskOf(secret) })),
  );
}
