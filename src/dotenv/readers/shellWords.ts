import { Cursor } from './cursor';
import type { ShellName } from './shellNames';

/** Why a line can't be read: it is an error, or what it does is not in the text. */
export type Trouble = 'syntaxError' | 'runsCode';

export type Part =
  | { readonly kind: 'text'; readonly text: string; readonly isQuoted: boolean }
  | {
      readonly kind: 'variable';
      readonly name: string;
      readonly isQuoted: boolean;
      /** `-`, `:-`, `+` or `:+`, where something is to stand for the variable. */
      readonly operator: string;
      readonly instead: string;
    };

export type Token =
  | { readonly kind: 'word'; readonly parts: readonly Part[] }
  | { readonly kind: 'operator'; readonly operator: string }
  | { readonly kind: 'newline' | 'end' };

/** Takes a text apart into the words and operators of a shell. */
export class ShellWords {
  private readonly cursor: Cursor;

  constructor(
    text: string,
    private readonly shell: ShellName,
  ) {
    this.cursor = new Cursor(text);
  }

  next(): Token | Trouble {
    this.cursor.take(/(?:[ \t]+|\\\n)*(?:#[^\n]*)?/y);
    if (this.cursor.isAtEnd) return { kind: 'end' };
    if (this.cursor.take(/\n/y)) return { kind: 'newline' };
    const operator = this.cursor.take(
      /[;&|<>()]+?(?:(?<=;)[;&|]|(?<=&)[&>|!]|(?<=\|)[|&]|(?<=[<>])[<>&|(!])?/y,
    );
    if (operator !== undefined) return { kind: 'operator', operator };
    const parts = this.word();
    return typeof parts === 'string' ? parts : { kind: 'word', parts };
  }

  /** Whether a parenthesis stands right here, behind a word. */
  get isBeforeParenthesis(): boolean {
    return this.cursor.next === '(';
  }

  private word(): readonly Part[] | Trouble {
    const parts: Part[] = [];
    while (!this.cursor.isAtEnd && !/[ \t\n;&|<>()]/.test(this.cursor.next)) {
      const trouble = this.part(parts);
      if (trouble) return trouble;
    }
    return parts;
  }

  private part(parts: Part[]): Trouble | undefined {
    const { cursor } = this;
    const plain = cursor.take(/[^ \t\n;&|<>()\\'"`$]+/y);
    if (plain !== undefined) {
      const last = parts.at(-1);
      const isContinued = last?.kind === 'text' && !last.isQuoted;
      const text = isContinued ? last.text + plain : plain;
      parts.splice(isContinued ? -1 : parts.length, 1, { kind: 'text', text, isQuoted: false });
    } else if (cursor.next === '$') {
      return this.dollar(parts, false);
    } else if (cursor.next === '"') {
      return this.doubleQuoted(parts);
    } else if (cursor.next === "'") {
      return this.singleQuoted(parts);
    } else if (cursor.next === '`') {
      return 'runsCode';
    } else if (!cursor.take(/\\\n/y)) {
      const escaped = cursor.match(/\\([^]?)/y)?.[1] ?? '';
      const atEnd = this.shell === 'zsh' ? '' : '\\';
      parts.push({ kind: 'text', text: escaped === '' ? atEnd : escaped, isQuoted: true });
    }
    return undefined;
  }

  private singleQuoted(parts: Part[]): Trouble | undefined {
    const quoted = this.cursor.match(/'([^']*)'/y)?.[1];
    if (quoted === undefined) return 'syntaxError';
    parts.push({ kind: 'text', text: quoted, isQuoted: true });
    return undefined;
  }

  private doubleQuoted(parts: Part[]): Trouble | undefined {
    const { cursor } = this;
    cursor.take(/"/y);
    // An empty pair of quotes makes a word too.
    parts.push({ kind: 'text', text: '', isQuoted: true });
    while (!cursor.take(/"/y)) {
      if (cursor.isAtEnd) return 'syntaxError';
      if (cursor.next === '`') return 'runsCode';
      if (cursor.next === '$') {
        const trouble = this.dollar(parts, true);
        if (trouble) return trouble;
      } else if (!cursor.take(/\\\n/y)) {
        const text =
          cursor.take(/[^"\\`$]+/y) ?? cursor.match(/\\(["\\`$])/y)?.[1] ?? cursor.take(/\\/y) ?? '';
        parts.push({ kind: 'text', text, isQuoted: true });
      }
    }
    return undefined;
  }

  private dollar(parts: Part[], isQuoted: boolean): Trouble | undefined {
    const { cursor } = this;
    const [found, braced, operator = '', instead = '', bare, digit] =
      cursor.match(/\$(?:\{([A-Za-z_]\w*)(?:(:?[-+])((?![~=])[^'"`\\$}{]*))?\}|([A-Za-z_]\w*)|([1-9]))/y) ??
      [];
    if (found === undefined) return this.otherDollar(parts, isQuoted);
    if (this.shell === 'zsh' && braced === undefined && /[[:]/.test(cursor.next)) {
      // To zsh, `$X[1]` is a part of X and `$X:h` a change to it.
      if (cursor.next === '[' || cursor.take(/:(?=[A-Za-z&])/y) !== undefined) return 'runsCode';
    }
    const name = braced ?? bare;
    if (name !== undefined) parts.push({ kind: 'variable', name, isQuoted, operator, instead });
    return name === undefined && digit === undefined ? 'runsCode' : undefined;
  }

  /** A dollar sign without a name. */
  private otherDollar(parts: Part[], isQuoted: boolean): Trouble | undefined {
    const { cursor, shell } = this;
    if (cursor.take(/\$(?=[({@*#?$!0-])/y) !== undefined) return 'runsCode';
    cursor.take(/\$/y);
    if (shell !== 'dash' && cursor.next === '[') return 'runsCode';
    if (shell !== 'dash' && !isQuoted && /["']/.test(cursor.next)) return 'runsCode';
    if (shell === 'zsh' && /[~^=+]/.test(cursor.next)) return 'runsCode';
    parts.push({ kind: 'text', text: '$', isQuoted });
    return undefined;
  }
}
