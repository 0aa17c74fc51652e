import type { Quote } from './piece';

/** Why no text makes all readers give the value back. */
export type Unwritable =
  /** A line break: many readers know no value of several lines. */
  | 'lineBreak'
  /** Another control character, or a Unicode line or paragraph separator. */
  | 'controlCharacter'
  /** Half of a surrogate pair, which UTF-8 can't hold. */
  | 'loneSurrogate'
  /** A backslash: readers disagree on what it escapes, in every kind of quotes. */
  | 'backslash'
  /** A dollar sign: some readers expand it even between single quotes. */
  | 'dollar'
  /** A single quote together with a double quote or a backtick. */
  | 'quotes';

export type WrittenValue =
  /** `text`: what comes behind the `=`. */
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: Unwritable };

const plainValue = /^(?:[A-Za-z0-9_.%@,+/-][A-Za-z0-9_.%@,+/~:=-]*)?$/;
const expandedAfterColon = /:[~=]/;
const control = /[\p{Cc}\u2028\u2029]/u;
const loneSurrogate = /\p{Cs}/u;

/** How to write the empty value if some program would look for a value further on without it. */
export const quotedEmpty = { ok: true, text: '""' } as const satisfies WrittenValue;

/** How to write `value` behind `KEY=` so that as many readers as can be give it back byte for byte. */
export function writeValue(value: string): WrittenValue {
  if (isPlain(value)) return { ok: true, text: value };
  const quote = (["'", '"'] as const).find(candidate => isSafeIn(candidate, value));
  if (quote !== undefined) return { ok: true, text: quote + value + quote };
  return { ok: false, reason: whyNot(value) };
}

/** Whether every reader gives `value` back when it is written without quotes. The empty value is plain. */
export function isPlain(value: string): boolean {
  return plainValue.test(value) && !expandedAfterColon.test(value);
}

/** Whether every reader that takes `quote` off gives `value` back if it is in such quotes. */
export function isSafeIn(quote: Quote, value: string): boolean {
  if (control.test(value) || loneSurrogate.test(value)) return false;
  switch (quote) {
    case "'":
      return !/['\\$]/.test(value);
    case '"':
      return !/["\\$`]/.test(value);
    case '`':
      return false;
  }
}

function whyNot(value: string): Unwritable {
  if (/[\r\n]/.test(value)) return 'lineBreak';
  if (control.test(value)) return 'controlCharacter';
  if (loneSurrogate.test(value)) return 'loneSurrogate';
  if (value.includes('\\')) return 'backslash';
  return value.includes('$') ? 'dollar' : 'quotes';
}
