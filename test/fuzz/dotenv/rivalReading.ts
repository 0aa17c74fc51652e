import { scan, type Piece } from '../../../src/dotenv/scan';
import type { Family } from './oracle';

/** The names that matter: `undefined` for all. */
type Names = ReadonlySet<string> | undefined;

/**
 * What in an edited text, of the things an edit leaves as they are, makes a family of readers take it apart in another
 * way than the engine does, so that the two can't be compared.
 */
export function rivalReading(family: Family, text: string, names: Names): string | undefined {
  const pieces = scan(text);
  const [first] = pieces;
  if (family === 'dotenv') {
    if (/[\u2028\u2029]/.test(text)) return 'line separator';
    if (pieces.some(isOddOverLines)) return 'odd name over several lines';
    return pieces.some((_, index) => isJoinedByDotenv(pieces, index, names)) ? 'lines joined' : undefined;
  }
  if (/\r(?!\n)/.test(text)) return 'lone CR';
  if (first?.bom === 1 && (first.kind !== 'assignment' || spansLines(first))) return 'byte order mark';
  if (pieces.some(mayOpenQuote)) return 'open quote';
  switch (family) {
    case 'node':
      if (pieces.some(isUnquotedToNode)) return 'several lines behind a tab or colon';
      return pieces.some((_, index) => isHiddenFromNode(pieces, index, names)) ? 'lines joined' : undefined;
    case 'shell':
      if (pieces.some(isCommand)) return 'shell command';
      if (text.includes('\r\n') && pieces.some(endsInSpace)) return 'space before CR';
      return pieces.some(isContinued) ? 'lines joined' : undefined;
    case 'properties':
      if (pieces.some(piece => piece.kind === 'assignment' && spansLines(piece))) return 'several lines';
      return pieces.some(isContinued) ? 'lines joined' : undefined;
    case 'python':
      if (pieces.some(isColonOverLines)) return 'several lines behind a colon';
      return pieces.some(piece => isBareToPython(piece, names)) ? 'bare name' : undefined;
    case 'ruby':
    case 'docker':
    case 'direnv':
      return pieces.some(piece => piece.kind === 'assignment' && spansLines(piece))
        ? 'several lines'
        : undefined;
    case 'go':
    case 'symfony':
      return undefined;
  }
}

function spansLines({ text }: Piece): boolean {
  return /[\r\n][^\n]/.test(text);
}

function isColonOverLines(piece: Piece): boolean {
  return piece.kind === 'assignment' && piece.separator === ':' && spansLines(piece);
}

/** Node 20 sees no quote behind a tab, and no value behind a colon. */
function isUnquotedToNode(piece: Piece): boolean {
  if (piece.kind !== 'assignment' || !spansLines(piece)) return false;
  const sign = piece.text.slice(piece.separatorAt - piece.start, piece.quotedValue.start - piece.start);
  return sign.includes('\t') || piece.separator === ':';
}

function endsInSpace({ kind, text }: Piece): boolean {
  return kind === 'assignment' && /[ \t]\r?\n?$/.test(text);
}

/** npm dotenv takes the line below a bare `KEY:`, and the quotes below a bare `KEY=`, for the value. */
function isJoinedByDotenv(pieces: readonly Piece[], index: number, names: Names): boolean {
  const piece = pieces[index];
  if (piece?.kind !== 'assignment' || piece.quotedValue.start < piece.quotedValue.end) return false;
  const below = pieces.slice(index + 1).find(({ kind }) => kind !== 'blank');
  if (!below || piece.comment) return false;
  const isNamed = below.kind === 'assignment' && names?.has(below.key) !== false;
  return (
    (piece.separator === ':' && isNamed) || (names?.has(piece.key) !== false && /^\s*["'`]/.test(below.text))
  );
}

/** npm dotenv knows no such name, and so looks for variables between the quotes. */
function isOddOverLines(piece: Piece): boolean {
  return piece.kind === 'assignment' && !/^[\w.-]+$/.test(piece.key) && spansLines(piece);
}

/**
 * A quote that nothing closes, that only one behind a backslash closes, that white space of an unusual kind precedes,
 * a single quote behind a backslash, which closes a value to some readers, or one behind a `=` that follows a colon.
 */
function mayOpenQuote(piece: Piece): boolean {
  if (piece.kind === 'other') return /["'`]/.test(piece.text);
  if (piece.kind !== 'assignment') return false;
  const inside = piece.text.slice(piece.value.start - piece.start, piece.value.end - piece.start);
  if (piece.separator === ':' && /=[ \t]*["'`]/.test(piece.text)) return true;
  if (piece.quote === undefined && /[^\S \t\r\n]/.test(inside)) return true;
  return (
    piece.unterminated || (piece.quote !== undefined && (inside.endsWith('\\') || inside.includes("\\'")))
  );
}

/**
 * Node 20 takes a line without `=`, save an empty one and a comment that is not indented, for the start of the name in
 * the next line that has one.
 */
function isHiddenFromNode(pieces: readonly Piece[], index: number, names: Names): boolean {
  const piece = pieces[index];
  if (piece?.kind !== 'assignment' || names?.has(piece.key) === false) return false;
  const above = pieces.slice(0, index);
  const lastWithSign = above.findLastIndex(({ text }) => text.includes('='));
  const between = above.slice(lastWithSign + 1);
  return (
    between.some(({ kind, text }) => (kind === 'comment' || kind === 'blank' ? /^[ \t]/.test(text) : true)) ||
    above.some(startsWithSign)
  );
}

function startsWithSign({ kind, text }: Piece): boolean {
  return kind === 'other' && text.trim().startsWith('=');
}

/** What is no assignment to a shell is a command; there, and in a value without quotes, quotes and operators count. */
function isCommand(piece: Piece): boolean {
  if (piece.kind !== 'assignment') return piece.kind === 'other' && operator.test(piece.text);
  const { separatorSpan, separator, quote, key, text, start, quotedValue, comment } = piece;
  const isSet =
    separator === '=' && separatorSpan.end - separatorSpan.start === 1 && /^[A-Za-z_]\w*$/.test(key);
  const end = comment?.start === quotedValue.end ? comment.end : quotedValue.end;
  const value = text.slice(quotedValue.start - start, end - start);
  return isSet && quote ? quote === '`' || /\\|`/.test(value) : operator.test(value);
}

const operator = /["'`\\<>|&;(){}]/;

function isContinued({ kind, text }: Piece): boolean {
  return (kind === 'other' || kind === 'assignment') && /\\\s*$/.test(text);
}

/** python-dotenv ends a name at `#` and at any white space. */
function isBareToPython(piece: Piece, names: Names): boolean {
  if (piece.kind !== 'other') return false;
  const [word = ''] = piece.text
    .trim()
    .replace(/^export\s+/, '')
    .split(/[\s#]/);
  return names?.has(word) ?? true;
}
