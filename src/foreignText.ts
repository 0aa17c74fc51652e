/** Longer names are shortened to this many characters. */
const maxLength = 80;

const firstStrongIsolate = '\u2068';
const popIsolate = '\u2069';
const wordJoiner = '\u2060';

/** The characters that this module adds to a text. */
const ours = new RegExp(`[${firstStrongIsolate}${popIsolate}${wordJoiner}]`, 'g');

const lineBreaks = /[\t-\r\x85\u2028\u2029]+/g;

/**
 * Control characters, and those that change the direction of the text around them or can't be seen. Emoji and some
 * scripts need the zero width joiner and non-joiner; the word joiner is `inertText`'s.
 */
const invisible =
  /[\p{Cc}\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2061-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** Letters that are written from right to left. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * A name, an ID or a message that others gave (Sinch, Git, the file system, another extension), so that a person can
 * see it among our own words: on one line, at most 80 characters of it, and never to be taken for a link, an icon, or
 * anything that it is not. Applying it twice changes nothing more.
 */
export function foreignText(text: string): string {
  const bare = text.replaceAll(ours, '');
  return isolated(inertText(shortened(shown(bare.replace(lineBreaks, ' ')))));
}

/** A path in full; characters that can't be seen, line breaks too, are shown as their codes. */
export function foreignPath(path: string): string {
  return isolated(inertText(shown(path)));
}

/**
 * Makes a text harmless that may contain foreign ones, such as a row of a list; what `foreignText` made harmless stays
 * as it is. Line breaks become spaces, and nothing is cut off.
 */
export function oneLine(text: string): string {
  const folded = text.replace(lineBreaks, ' ');
  const between = new RegExp(`(${firstStrongIsolate}[^\u2066-\u2069]*${popIsolate})`);
  return folded
    .split(between)
    .map((part, index) => inertText(index % 2 === 1 ? isolated(shown(part.slice(1, -1))) : shown(part)))
    .join('');
}

/** The code of the first character of a text that can't be seen or changes how others are read; undefined if none. */
export function unseenIn(text: string): string | undefined {
  const [found] = text.match(invisible) ?? [];
  return found === undefined ? undefined : shown(found);
}

/**
 * A text in which VS Code finds no link and no icon, such as `[label](command:…)`, `https://…` or `$(trash)`. Nothing
 * visible changes.
 */
export function inertText(text: string): string {
  return text.replace(/\](?=\()|\$(?=\()|:(?=\/\/)|www(?=\.)/gi, start => `${start}${wordJoiner}`);
}

function shown(text: string): string {
  return text
    .toWellFormed()
    .replace(invisible, character => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

function shortened(text: string): string {
  const characters = Array.from(text);
  if (characters.length <= maxLength) return text;
  const half = Math.floor(maxLength / 2);
  return [...characters.slice(0, half), '…', ...characters.slice(half + 1 - maxLength)].join('');
}

/** Keeps letters that run from right to left from reordering the text beside them. */
function isolated(text: string): string {
  return rightToLeft.test(text) ? `${firstStrongIsolate}${text}${popIsolate}` : text;
}
