/** Longer names are shortened to this many characters. */
const maxLength = 80;

const firstStrongIsolate = '\u2068';
const popIsolate = '\u2069';
const wordJoiner = '\u2060';

/** Where `inertText` puts a word joiner. */
const ownJoiners = new RegExp(
  `(?<=[\\]$])${wordJoiner}(?=\\()|(?<=:)${wordJoiner}(?=//)|(?<=www)${wordJoiner}(?=\\.)`,
  'gi',
);

const lineBreaks = /[\t-\r\x85\u2028\u2029]+/g;

/** Scripts that can't be written without joiners between some of their letters. */
const joinedLetter = `[[${[
  ...['Arabic', 'Syriac', 'Mongolian', 'Devanagari', 'Bengali', 'Gurmukhi', 'Gujarati', 'Oriya', 'Tamil'],
  ...['Telugu', 'Kannada', 'Malayalam', 'Sinhala', 'Khmer', 'Myanmar'],
]
  .map(script => `\\p{Script=${script}}`)
  .join('')}]--\\p{Default_Ignorable_Code_Point}]`;

/**
 * What can't be seen or changes how others are read. Two blank signs, in Braille and in music, have no property that
 * says so. More than four marks on a letter cover what is beside them. The first group holds what is to stay: an emoji
 * as a whole, and a joiner between letters that need it.
 */
const invisible = new RegExp(
  `(\\p{RGI_Emoji}|(?<=${joinedLetter})\\p{Join_Control}(?=${joinedLetter}))|` +
    '[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}\\u2800\\u{1d159}]|' +
    '(?<=[\\p{Mn}\\p{Me}]{4})[\\p{Mn}\\p{Me}]',
  'gv',
);

/** Letters that are written from right to left. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * A name, an ID or a message that others gave (Sinch, Git, the file system, another extension), so that a person can
 * see it among our own words: on one line, at most 80 characters of it, and never to be taken for a link, an icon, or
 * anything that it is not. Applying it twice changes nothing more.
 */
export function foreignText(text: string): string {
  const folded = bothEnds(withoutIsolate(text).replace(ownJoiners, '').replace(lineBreaks, ' '));
  return isolated(inertText(shortened(/\S/.test(folded) ? shown(folded) : asCodes(folded))));
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
  const folded = text.replace(ownJoiners, '').replace(lineBreaks, ' ');
  const between = new RegExp(`(${firstStrongIsolate}[^\u2066-\u2069]*${popIsolate})`);
  return folded
    .split(between)
    .map((part, index) => inertText(index % 2 === 1 ? isolated(shown(part.slice(1, -1))) : shown(part)))
    .join('');
}

/** The code of the first character of a text that can't be seen or changes how others are read; undefined if none. */
export function unseenIn(text: string): string | undefined {
  const found = [...text.matchAll(invisible)].find(([, kept]) => kept === undefined);
  return found && asCodes(found[0]);
}

/**
 * A text in which VS Code finds no link and no icon, such as `[label](command:…)`, `https://…` or `$(trash)`. Nothing
 * visible changes.
 */
export function inertText(text: string): string {
  return text.replace(/\](?=\()|\$(?=\()|:(?=\/\/)|www(?=\.)/gi, start => `${start}${wordJoiner}`);
}

function shown(text: string): string {
  return text.toWellFormed().replace(invisible, (found, kept: string | undefined) => kept ?? asCodes(found));
}

function asCodes(text: string): string {
  return Array.from(text, character => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`).join('');
}

/** More of a text than is left when it is shortened: to look at a megabyte takes seconds. */
function bothEnds(text: string): string {
  const units = 10 * maxLength;
  return text.length <= 2 * units ? text : text.slice(0, units) + text.slice(-units);
}

function shortened(text: string): string {
  if (text.length <= maxLength) return text;
  const characters = Array.from(text);
  if (characters.length <= maxLength) return text;
  const half = Math.floor(maxLength / 2);
  const start = graphemes(characters.slice(0, maxLength));
  const end = graphemes(characters.slice(-maxLength)).reverse();
  return `${upTo(half, start)
    .join('')
    .replace(/\p{Join_Control}+$/u, '')}…${upTo(maxLength - half - 1, end)
    .reverse()
    .join('')}`;
}

/** What a reader takes for one character each, such as an emoji that several make up. */
function graphemes(characters: readonly string[]): string[] {
  return Array.from(new Intl.Segmenter().segment(characters.join('')), ({ segment }) => segment);
}

/** The first of `parts`, as many as have at most `length` characters. */
function upTo(length: number, parts: readonly string[]): string[] {
  let taken = 0;
  return parts.filter(part => (taken += Array.from(part).length) <= length);
}

/** What `isolated` was given, if the text is what it made of that. */
function withoutIsolate(text: string): string {
  if (!text.startsWith(firstStrongIsolate) || !text.endsWith(popIsolate)) return text;
  const inner = text.slice(1, -1);
  return rightToLeft.test(inner) && !/[\u2066-\u2069]/.test(inner) ? inner : text;
}

/** Keeps letters that run from right to left from reordering the text beside them. */
function isolated(text: string): string {
  return rightToLeft.test(text) ? `${firstStrongIsolate}${text}${popIsolate}` : text;
}
