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

/** Readers that give something else than the value back for some way to write it. */
export type DifferingReader =
  'bash' | 'dash' | 'zsh' | 'docker run --env-file' | 'GNU make' | 'Java properties' | 'dotenv-java';

export type WrittenValue =
  | {
      readonly ok: true;
      /** What stands behind the `=`. */
      readonly text: string;
      /** The readers that don't give the value back, empty where all do. */
      readonly differing: readonly DifferingReader[];
    }
  | { readonly ok: false; readonly reason: Unwritable };

export interface WriteOptions {
  /**
   * How to write a value that starts with `~` or `=` and is plain otherwise. `quoted` (the default) is wrong for the
   * readers that keep quotes, `plain` for the shells: it is for a project that feeds the file to
   * `docker run --env-file` or `make`.
   */
  readonly tilde?: 'quoted' | 'plain';
}

const plainValue = /^(?:[A-Za-z0-9_.%@,+/-][A-Za-z0-9_.%@,+/~:=-]*)?$/;
const plainButForItsStart = /^[~=][A-Za-z0-9_.%@,+/~:=-]*$/;
const expandedAfterColon = /:[~=]/;
const control = /[\p{Cc}\u2028\u2029]/u;
const loneSurrogate = /\p{Cs}/u;

const shells = ['bash', 'dash', 'zsh'] as const;
const keepQuotes: Record<'"' | "'", readonly DifferingReader[]> = {
  '"': ['docker run --env-file', 'GNU make', 'Java properties'],
  "'": ['docker run --env-file', 'GNU make', 'Java properties', 'dotenv-java'],
};

/** How to write the empty value where nothing at all would make some reader look for a value further on. */
export const quotedEmpty = {
  ok: true,
  text: '""',
  differing: keepQuotes['"'],
} as const satisfies WrittenValue;

/** How to write `value` behind `KEY=` so that as many readers as can be give it back byte for byte. */
export function writeValue(value: string, { tilde = 'quoted' }: WriteOptions = {}): WrittenValue {
  if (isPlain(value)) return { ok: true, text: value, differing: [] };
  if (tilde === 'plain' && plainButForItsStart.test(value) && !expandedAfterColon.test(value)) {
    return { ok: true, text: value, differing: shells };
  }
  const quote = (["'", '"'] as const).find(candidate => isSafeIn(candidate, value));
  if (quote !== undefined) return { ok: true, text: quote + value + quote, differing: keepQuotes[quote] };
  return { ok: false, reason: whyNot(value) };
}

/** Whether every reader gives `value` back when it is written without quotes. The empty value is plain. */
export function isPlain(value: string): boolean {
  return plainValue.test(value) && !expandedAfterColon.test(value);
}

/** Whether every reader that takes `quote` off gives `value` back when it stands in such quotes. */
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
