import { Expansion } from './expansion';
import type { Reader, Reading } from './reader';
import { resolveVariables, type SymfonyValue } from './symfonyVariables';

/** symfony/dotenv 5.4.53 (7.0 is alike): `parse` and what it calls in Dotenv.php. */
export const symfony: Reader = { name: 'Symfony Dotenv', read: text => new Symfony(text).read() };

class Symfony {
  private readonly text: string;
  private at = 0;
  private readonly variables = new Map<string, string>();
  private readonly expansion = new Expansion();

  constructor(text: string) {
    this.text = text.replace(/\r\n?/g, '\n');
  }

  read(): Reading {
    this.skipEmptyLines();
    while (this.at < this.text.length) {
      const [, name] = this.take(/(?:export[ \t]+)?(_?[A-Za-z][A-Za-z0-9_]*)=/y);
      if (name === undefined) return { kind: 'refused' };
      const value = this.readValue();
      if (typeof value === 'string') return { kind: value };
      this.variables.set(name, value.text);
      this.skipEmptyLines();
    }
    return { kind: 'variables', variables: this.variables };
  }

  private readValue(): SymfonyValue {
    if (this.take(/[ \t]*(?:#[^\n]*)?(?=\n|$)/y).length > 0) return { text: '' };
    if (/[ \t]/.test(this.text.charAt(this.at))) return 'refused';
    let text = '';
    do {
      const isUnquoted = !/["']/.test(this.text.charAt(this.at));
      const piece = this.readPiece();
      if (typeof piece === 'string') return piece;
      text += piece.text;
      const isCommentNext = isUnquoted && this.text[this.at] === '#';
      if (isCommentNext) break;
    } while (this.at < this.text.length && this.text[this.at] !== '\n');
    return { text };
  }

  private readPiece(): SymfonyValue {
    switch (this.text[this.at]) {
      case "'":
        return this.readSingleQuoted();
      case '"':
        return this.readDoubleQuoted();
      default:
        return this.readUnquoted();
    }
  }

  private readSingleQuoted(): SymfonyValue {
    const [, text] = this.take(/'([^']*)'/y);
    return text === undefined ? 'refused' : { text };
  }

  private readDoubleQuoted(): SymfonyValue {
    const start = this.at + 1;
    let end = this.text.indexOf('"', start);
    // A backslash escapes the quote behind it, save where another backslash comes before it.
    while (end !== -1 && /[^\\]\\/.test(this.text.slice(end - 2, end))) end = this.text.indexOf('"', end + 1);
    if (end === -1) return 'refused';
    this.at = end + 1;
    const text = this.text.slice(start, end);
    return this.resolve(text.replaceAll('\\"', '"').replaceAll('\\r', '\r').replaceAll('\\n', '\n'));
  }

  private readUnquoted(): SymfonyValue {
    const parts: string[] = [];
    let previous = this.text.charAt(this.at - 1);
    for (;;) {
      if (/[ \t]/.test(previous) && this.text[this.at] === '#') break;
      const [part] = this.take(/\\["']|\$\(|[^\n"']/y);
      if (part === undefined) break;
      previous = part.charAt(part.length - 1);
      parts.push(/^\\./.test(part) ? previous : part);
      if (part !== '$(') continue;
      const nested = this.takeNested();
      if (nested === undefined) return 'refused';
      parts.push(nested);
      previous = '$';
    }
    const value = trimEnd(parts.join(''));
    const resolved = this.resolve(value);
    if (typeof resolved === 'string') return resolved;
    return resolved.text === value && /[ \t\n\v\f\r]/.test(value) ? 'refused' : resolved;
  }

  /** What stands between the parenthesis just taken and its counterpart in the same line, with that. */
  private takeNested(): string | undefined {
    const start = this.at;
    for (let depth = 1; this.at < this.text.length; this.at += 1) {
      const character = this.text[this.at];
      if (character === '\n') return undefined;
      if (character === '(') depth += 1;
      if (character === ')') depth -= 1;
      if (depth > 0) continue;
      this.at += 1;
      return this.text.slice(start, this.at);
    }
    return undefined;
  }

  private resolve(text: string): SymfonyValue {
    const resolved = resolveVariables(text, this.variables, this.expansion);
    return typeof resolved === 'string' ? resolved : { text: resolved.text.replaceAll('\\\\', '\\') };
  }

  private skipEmptyLines(): void {
    this.take(/(?:[ \t\n\v\f\r]+|#[^\n]*)*/y);
  }

  /** The next characters, where the pattern (a sticky one) takes them, and its groups. */
  private take(pattern: RegExp): readonly string[] {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text) ?? [];
    this.at += found[0]?.length ?? 0;
    return found;
  }
}

function trimEnd(text: string): string {
  return text.replace(/(?<![ \t\n\r\0\v])[ \t\n\r\0\v]+$/, '');
}
