import { withPlainSpaces } from '../../../src/dotenv/unusualSpaces';
import { hazards } from '../../../src/dotenv/hazards';
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
    const spaced = scan(withPlainSpaces(text));
    return spaced.some((_, index) => isJoinedByDotenv(spaced, index, names)) ? 'lines joined' : undefined;
  }
  if (/\r(?!\n)/.test(text)) return 'lone CR';
  if (first?.bom === 1 && (first.kind !== 'assignment' || spansLines(first))) return 'byte order mark';
  if (hasToldQuote(text)) return 'a quote the user is told of';
  switch (family) {
    case 'node':
      if (pieces.some(isUnquotedToNode)) return 'several lines behind a tab or colon';
      if (pieces.some((_, index) => opensQuoteToNode(pieces, index))) return 'open quote in a comment';
      return pieces.some((_, index) => isHiddenFromNode(pieces, index, names)) ? 'lines joined' : undefined;
    case 'shell':
      if (pieces.some(isCommand)) return 'shell command';
      if (text.includes('\r\n') && pieces.some(endsInSpace)) return 'space before CR';
      if (text.includes('\r\n') && pieces.some(isSpoiledByReturn)) return 'CR behind the last line';
      return pieces.some(isContinued) ? 'lines joined' : undefined;
    case 'properties':
      if (pieces.some(piece => piece.kind === 'assignment' && spansLines(piece))) return 'several lines';
      if (pieces.some(piece => isSpacedForJava(piece, names))) return 'space for a separator';
      return pieces.some(isContinued) ? 'lines joined' : undefined;
    case 'python':
      if (pieces.some(isUnknownToPython)) return 'several lines behind a colon or export';
      return pieces.some(piece => isBareToPython(piece, names)) ? 'bare name' : undefined;
    case 'ruby':
    case 'docker':
    case 'direnv':
      return pieces.some(piece => piece.kind === 'assignment' && spansLines(piece))
        ? 'several lines'
        : undefined;
    case 'symfony':
      return pieces.some(opensQuoteInside) ? 'open quote inside a value' : undefined;
    case 'go':
      return pieces.some(startsWithSign) ? 'a value without a name' : undefined;
  }
}

function spansLines({ text }: Piece): boolean {
  return /[\r\n][^\n]/.test(text);
}

/** To Java, white space parts a name from its value. */
function isSpacedForJava(piece: Piece, names: Names): boolean {
  if (piece.kind !== 'other' || piece.bareName) return false;
  const [, name] = /^\s*(\w+)[ \t\f]/.exec(piece.text) ?? [];
  return name !== undefined && names?.has(name) !== false;
}

/** python-dotenv knows no colon, and takes an `export` with a space behind it for no name. */
function isUnknownToPython(piece: Piece): boolean {
  if (piece.kind !== 'assignment' || !spansLines(piece)) return false;
  const isExport = piece.key === 'export' && !piece.exported && piece.separatorAt > piece.separatorSpan.start;
  return piece.separator === ':' || isExport;
}

/** To Symfony, as to shells, a value is made of parts with and without quotes, and each quote waits for its other. */
function opensQuoteInside(piece: Piece): boolean {
  if (piece.kind !== 'assignment') return false;
  const behindSign = piece.text.slice(
    piece.separatorAt + 1 - piece.start,
    piece.text.length - piece.eol.length,
  );
  return !closedParts.test(behindSign);
}

const closedParts = /^(?:[^"'\\#]|\\["']|\\(?!["'])|(?<![ \t])#|(?<=[ \t])#.*|'[^']*'|"(?:\\.|[^"\\])*")*$/s;

/** Node 20 sees no quote behind a tab, and no value behind a colon. */
function isUnquotedToNode(piece: Piece): boolean {
  if (piece.kind !== 'assignment' || !spansLines(piece)) return false;
  const sign = piece.text.slice(piece.separatorAt - piece.start, piece.quotedValue.start - piece.start);
  return sign.includes('\t') || piece.separator === ':';
}

function endsInSpace({ kind, text }: Piece): boolean {
  return kind === 'assignment' && /[ \t]\r?\n?$/.test(text);
}

/** A last line gets a line break; to shells its CR spoils a `~`, and a word behind a space, which is none of the value. */
function isSpoiledByReturn(piece: Piece): boolean {
  if (piece.kind !== 'assignment' || piece.eol !== '' || piece.quote) return false;
  const fromSign = piece.text.slice(piece.separatorAt - piece.start).replace(/[ \t]#.*$/, '');
  return /[ \t]\S|[=:]~[^/]*$/.test(fromSign);
}

/**
 * npm dotenv takes the line below a bare `KEY:` for its value, though more lines belong to it, and what stands between
 * quotes below an empty variable, which matters where they span lines.
 */
function isJoinedByDotenv(pieces: readonly Piece[], index: number, names: Names): boolean {
  const piece = pieces[index];
  if (piece?.kind !== 'assignment' || piece.comment) return false;
  if (piece.quotedValue.start < piece.quotedValue.end) return false;
  const [first, ...rest] = pieces.slice(index + 1).filter(({ text }) => text.trim() !== '');
  if (!first) return false;
  const isNamed = (below: Piece): boolean => below.kind === 'assignment' && names?.has(below.key) !== false;
  const opensQuote = /^\s*(["'`])(?!.*\1\s*(?:#|$))/.test(first.text);
  // Written anew, the bare name gives up the line it took.
  const isShown = names?.has(piece.key) === true && first.kind === 'assignment';
  return (
    (piece.separator === ':' && (isShown || isNamed(first) || spansLines(first))) ||
    (opensQuote && rest.some(isNamed))
  );
}

/** npm dotenv knows no such name, and so looks for variables between the quotes. */
function isOddOverLines(piece: Piece): boolean {
  return piece.kind === 'assignment' && !/^[\w.-]+$/.test(piece.key) && spansLines(piece);
}

/** Whether there is a quote that readers disagree on: in the editor, the user is told before the edit. */
function hasToldQuote(text: string): boolean {
  return hazards(text, []).some(({ code }) => code === 'unterminatedQuote' || code === 'escapedQuote');
}

function isHiddenFromNode(pieces: readonly Piece[], index: number, names: Names): boolean {
  const piece = pieces[index];
  if (piece?.kind !== 'assignment' || names?.has(piece.key) === false) return false;
  return isInsideNameToNode(pieces, index) || pieces.slice(0, index).some(startsWithSign);
}

/**
 * Node 20 takes a line without `=`, save an empty one and a comment that is not indented, for the start of the name in
 * the next line that has one.
 */
function isInsideNameToNode(pieces: readonly Piece[], index: number): boolean {
  const above = pieces.slice(0, index);
  const lastWithSign = above.findLastIndex(({ text }) => text.includes('='));
  return above.slice(lastWithSign + 1).some(isReadByNode);
}

function isReadByNode({ kind, text }: Piece): boolean {
  return kind === 'comment' || kind === 'blank' ? /^[ \t]/.test(text) : true;
}

/** A comment that is none to Node 20, with a quote behind its `=` that no other closes there. */
function opensQuoteToNode(pieces: readonly Piece[], index: number): boolean {
  const piece = pieces[index];
  if (piece?.kind !== 'comment' || !/^[^=]*= *(["'`])(?!.*\1)/.test(piece.text)) return false;
  return isReadByNode(piece) || isInsideNameToNode(pieces, index);
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

/** python-dotenv ends a name at `#` and at any white space, and takes single quotes off it. */
function isBareToPython(piece: Piece, names: Names): boolean {
  if (piece.kind !== 'other') return false;
  const content = piece.text.trim().replace(/^export\s+/, '');
  const [word = ''] = content.split(/[\s#]/);
  const [, quoted = word] = /^'([^']+)'/.exec(content) ?? [];
  return names?.has(quoted) ?? true;
}
