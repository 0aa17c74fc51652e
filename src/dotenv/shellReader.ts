import { ShellQuotes } from './shellQuotes';
import { behindHereDocument, behindQuote, type HereDocument, hereDocumentAt, lineEnd } from './shellText';
import { type Keyword, keywordOf } from './shellWords';
import type { Span } from './piece';

export interface ShellLines {
  /** The offsets, in order, of lines that start a command of the top level which runs always. */
  readonly lineStarts: readonly number[];
  /** The offsets, in order, of operators of the top level that make a command run in another shell: `|` and `&`. */
  readonly forks: readonly number[];
  /** A line put in at the end would be one of those lines. */
  readonly end: boolean;
  /** The outermost substitutions of commands, `$(…)` and in backticks, in order. */
  readonly substitutions: readonly Span[];
}

const word = /[^ \t\n;&|<>()'"`$\\]+/y;
const operator = /<<<|&&|\|\||;;&|;;|;&|\|&|&>>?|[<>]&|<>|>>|>\||[;&|<>]/y;
const emptyParentheses = /\([ \t]*\)/y;
const execRedirects = /[ \t]+(?:\d*[<>&]|\{)|[ \t]*[\n;]/y;

/** How bash would read a script, as far as needed to tell which lines run always. Takes linear time. */
export function readShell(text: string): ShellLines {
  return new ShellReader(text).read();
}

class ShellReader extends ShellQuotes {
  /** Here-documents whose lines follow the present one. */
  private readonly documents: HereDocument[] = [];
  private readonly lineStarts = [0];
  private readonly forks: number[] = [];

  read(): ShellLines {
    while (this.at < this.text.length && !this.isOver) this.step();
    const { lineStarts, forks, substitutions } = this;
    return { lineStarts, forks, end: this.isFresh() && this.at === this.text.length, substitutions };
  }

  private isFresh(): boolean {
    const isOpen = this.frames.length > 0 || this.documents.length > 0;
    return !isOpen && !this.isJoined && !this.functionAhead && !this.isOver;
  }

  protected stepInCommands(character: string): void {
    if (character === '\n') this.newline();
    else if (this.text.startsWith('\\\n', this.at)) this.joinLines();
    else if (character === ' ' || character === '\t') this.endWord(1);
    else if (character === '#' && !this.inWord) this.skipTo(lineEnd(this.text, this.at));
    else if (character === '(') this.openParenthesis();
    else if (character === ')') this.closeParenthesis();
    else if (!this.operator()) this.partOfWord(character);
  }

  private newline(): void {
    this.endWord(1);
    this.atCommand = true;
    for (const document of this.documents.splice(0))
      this.skipTo(behindHereDocument(this.text, this.at, document));
    if (this.isFresh()) this.lineStarts.push(this.at);
  }

  private endWord(length: number): void {
    this.at += length;
    if (this.inWord) this.isTarget = false;
    this.inWord = false;
  }

  private operator(): boolean {
    const { text, at } = this;
    if (/^[<>]\(/.test(text.slice(at, at + 2))) {
      this.openCommands('subshell', 2);
      return true;
    }
    operator.lastIndex = at;
    const [sign] = operator.exec(text) ?? [];
    if (sign === undefined) return false;
    this.endWord(sign.length);
    if (/[<>]/.test(sign)) {
      [this.isTarget, this.isJoined] = [true, false];
      if (text.startsWith('<<', at) && sign !== '<<<') this.hereDocument(at);
      return true;
    }
    this.isJoined = /^(?:&&|\|\|?|\|&)$/.test(sign);
    this.atCommand = true;
    if (/^(?:\|&?|&)$/.test(sign) && this.frames.length === 0) this.forks.push(at);
    if (/^;[;&]/.test(sign)) this.nextPattern();
    return true;
  }

  private nextPattern(): void {
    if (this.top?.construct === 'case') this.top.part = 'pattern';
    else this.isOver = true;
  }

  private hereDocument(at: number): void {
    const announced = hereDocumentAt(this.text, at);
    if (announced) this.documents.push(announced.document);
    this.isTarget = false;
    this.skipTo(announced?.end);
  }

  private openParenthesis(): void {
    const { text, at, inWord } = this;
    emptyParentheses.lastIndex = at;
    const isName = (!this.atCommand && text[at - 1] !== '=') || this.functionAhead === 'body';
    const [empty] = (isName ? emptyParentheses.exec(text) : undefined) ?? [];
    if (this.top?.construct === 'case' && this.top.part === 'pattern' && !inWord) {
      this.at += 1;
    } else if (empty !== undefined) {
      this.endWord(empty.length);
      [this.functionAhead, this.atCommand] = ['body', true];
    } else if (!inWord && text.startsWith('((', at)) {
      this.atCommand = true;
      this.openArithmetic(2);
    } else if (!inWord && this.atCommand) {
      this.openCommands('subshell', 1);
    } else {
      this.open('words', 1);
    }
  }

  private closeParenthesis(): void {
    const { top } = this;
    if (top?.construct === 'subshell' || top?.construct === 'words') {
      this.close();
    } else if (top?.construct === 'case' && top.part === 'pattern') {
      this.endWord(1);
      [top.part, this.atCommand] = ['commands', true];
    } else {
      this.isOver = true;
    }
  }

  private partOfWord(character: string): void {
    const { text, at } = this;
    const isFirst = !this.inWord;
    [this.inWord, this.isJoined] = [true, false];
    word.lastIndex = at;
    const [plain] = word.exec(text) ?? [];
    if (plain !== undefined) {
      this.at += plain.length;
      const isWhole = isFirst && !/['"`$\\]/.test(text.charAt(this.at));
      if (this.top?.construct !== 'words') this.plainWord(plain, isFirst, isWhole);
      return;
    }
    if (isFirst && !this.isTarget) this.nameUnread();
    if (character === "'") this.skipTo(behindQuote(text, at + 1, "'", false));
    else if (text.startsWith("$'", at)) this.skipTo(behindQuote(text, at + 2, "'", true));
    else if (character === '"') this.open('doubleQuotes', 1);
    else if (text.startsWith('$"', at)) this.open('doubleQuotes', 2);
    else if (!this.expansion()) this.at += 1;
  }

  private plainWord(plain: string, isFirst: boolean, isWhole: boolean): void {
    const { top } = this;
    if (top?.construct === 'case' && top.part === 'subject') {
      if (isWhole && plain === 'in') top.part = 'pattern';
    } else if (top?.construct === 'case' && top.part === 'pattern') {
      if (isWhole && plain === 'esac') this.keyword({ closes: 'case' });
    } else if (this.functionAhead === 'name') {
      this.functionAhead = 'body';
    } else if (this.isTarget || !this.atCommand || !isFirst) {
      return;
    } else {
      const keyword = keywordOf(plain);
      if (keyword !== 'prefix' && !isWhole && !plain.includes('/')) this.nameUnread();
      if (keyword !== 'prefix') this.atCommand = false;
      if (isWhole && keyword !== undefined) this.keyword(keyword);
      else if (this.functionAhead) this.isOver = true;
    }
  }

  private keyword(keyword: Keyword): void {
    const { inFunction = false, inSubshell = false } = this.top ?? {};
    if (typeof keyword === 'object') {
      this.compound(keyword);
    } else if (keyword === 'function') {
      [this.functionAhead, this.atCommand] = ['name', true];
    } else if (keyword === 'return') {
      this.isOver = !inSubshell && !inFunction;
    } else if (keyword === 'exit') {
      this.isOver = !inSubshell;
    } else if (keyword === 'exec') {
      execRedirects.lastIndex = this.at;
      this.isOver = !inSubshell && !execRedirects.test(this.text);
    }
  }

  private compound(keyword: Exclude<Keyword, string>): void {
    [this.inWord, this.atCommand] = [false, true];
    if ('opens' in keyword) {
      this.openCommands(keyword.opens, 0);
      this.atCommand = keyword.leadsToCommand;
      return;
    }
    const expected = 'closes' in keyword ? keyword.closes : keyword.continues;
    if (this.top?.construct !== expected) this.isOver = true;
    else if ('closes' in keyword) this.frames.pop();
  }
}
