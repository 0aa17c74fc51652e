import { mask } from '../dotenv/mask';
import type { Piece, Span } from '../dotenv/piece';
import { scan } from '../dotenv/scan';
import { applyEdits } from '../dotenv/textEdit';
import type { Plan } from './plan';

/**
 * The texts before and after a plan, with everything masked that may be a secret: the values of all variables except
 * the two IDs, also in comments, and lines that can't be parsed. A changed value never gets the mask of an old one, so
 * that the diff shows the change.
 */
export function maskedSides({ before, after, names }: Plan): readonly [string, string] {
  const isShown = (name: string): boolean => name === names.projectId || name === names.keyId;
  const old = new Map(secretsIn(before, isShown).map(({ text }) => [text, mask(text)]));
  const oldMasks = new Set(old.values());
  const maskOf = (text: string): string => {
    const plain = mask(text);
    return old.has(text) || !oldMasks.has(plain) ? plain : plain.repeat(2);
  };
  return [withMasked(before, isShown, mask), withMasked(after, isShown, maskOf)];
}

interface Secret extends Span {
  readonly text: string;
}

/** Values that needn't be masked: empty ones, switches and small numbers. */
const harmless = /^(?:|true|false|yes|no|on|off|\d{1,3})$/i;

/** The form of a variable name, which hardly any secret has. */
const conventional = /^[A-Z][A-Z_]*$/;

function secretsIn(text: string, isShown: (name: string) => boolean): readonly Secret[] {
  return scan(text)
    .flatMap(piece => spansIn(piece, isShown))
    .map(({ start, end }) => ({ start, end, text: text.slice(start, end) }))
    .filter(({ text }) => !harmless.test(text));
}

function spansIn(piece: Piece, isShown: (name: string) => boolean): readonly Span[] {
  switch (piece.kind) {
    case 'assignment': {
      const { comment } = piece;
      const said = comment ? piece.text.slice(comment.start - piece.start, comment.end - piece.start) : '';
      return [...(isShown(piece.key) ? [] : [piece.value]), ...spansInComment(said, comment?.start ?? 0)];
    }
    case 'comment':
      return spansInComment(piece.text, piece.start);
    case 'other':
      return conventional.test(piece.bareName?.name ?? '')
        ? []
        : spansOf(/\S(?:.*\S)?/gs, piece.text, piece.start);
    case 'blank':
      return [];
  }
}

/** What may be secret in a comment: all text after `=` or `: `, and each long word of letters and digits before it. */
function spansInComment(text: string, start: number): readonly Span[] {
  const [before = ''] = /^.*?(?:=|:(?=\s))/s.exec(text) ?? [text];
  return [
    ...spansOf(/\S{12,}/g, before, start).filter(({ start: at, end }) =>
      mixes(text.slice(at - start, end - start)),
    ),
    ...spansOf(/\S(?:.*\S)?/gs, text.slice(before.length), start + before.length),
  ];
}

/** Whether a word has both letters and digits, as hardly any long word has that isn't a secret. */
function mixes(word: string): boolean {
  return /\d/.test(word) && /[a-z]/i.test(word);
}

function spansOf(pattern: RegExp, text: string, start: number): readonly Span[] {
  return [...text.matchAll(pattern)].map(({ index, 0: { length } }) => ({
    start: start + index,
    end: start + index + length,
  }));
}

function withMasked(
  text: string,
  isShown: (name: string) => boolean,
  maskOf: (secret: string) => string,
): string {
  return applyEdits(
    text,
    secretsIn(text, isShown).map(({ start, end, text: secret }) => ({ start, end, newText: maskOf(secret) })),
  );
}
