import { behindQuote } from './shellText';
import type { Construct } from './shellWords';
import type { Span } from './piece';

export interface Frame {
  readonly construct: Construct;
  /** The offset of what opened it. */
  readonly from: number;
  /** It is, or is in, the body of a function. */
  readonly inFunction: boolean;
  /** It is, or is in, what runs in another shell. */
  readonly inSubshell: boolean;
  /** Where it was opened, in a word or in front of a command, reading goes on once it is closed. */
  readonly inWord: boolean;
  readonly atCommand: boolean;
  /** Of a `case`: what is being read. */
  part: 'subject' | 'pattern' | 'commands';
}

/** Reads the parts of a shell script that are no commands: quotes and expansions, which may hold commands in turn. */
export abstract class ShellQuotes {
  protected at = 0;
  /** What is open, the innermost last. */
  protected readonly frames: Frame[] = [];
  /** The outermost `$(…)` and backticks. */
  protected readonly substitutions: Span[] = [];
  /** A word here would be the name of a command. */
  protected atCommand = true;
  protected inWord = false;
  /** The next word is where a redirection leads. */
  protected isTarget = false;
  /** An operator waits for its second command. */
  protected isJoined = false;
  /** What comes next of the definition of a function. */
  protected functionAhead: 'name' | 'body' | undefined;
  /** The script may have ended, or can't be followed any further. */
  protected isOver = false;

  constructor(protected readonly text: string) {}

  protected abstract stepInCommands(character: string): void;

  protected get top(): Frame | undefined {
    return this.frames.at(-1);
  }

  protected step(): void {
    const character = this.text.charAt(this.at);
    switch (this.top?.construct) {
      case 'doubleQuotes':
        if (character === '"') this.close();
        else if (!this.expansion()) this.at += 1;
        return;
      case 'parameter':
        if (character === '}') this.close();
        else if (character === "'") this.skipTo(behindQuote(this.text, this.at + 1, "'", false));
        else if (character === '"') this.open('doubleQuotes', 1);
        else if (!this.expansion()) this.at += 1;
        return;
      case 'arithmetic':
        if (character === '(') this.open('arithmetic', 1);
        else if (character === ')') this.close();
        else if (character === '"') this.open('doubleQuotes', 1);
        else if (!this.expansion()) this.at += 1;
        return;
      default:
        this.stepInCommands(character);
    }
  }

  /** Takes what means the same everywhere but in single quotes. */
  protected expansion(): boolean {
    const { text, at } = this;
    if (text[at] === '\\') this.at += 2;
    else if (text[at] === '`') this.backticks();
    else if (text.startsWith('$((', at)) this.openArithmetic(3);
    else if (text.startsWith('$(', at)) this.openCommands('subshell', 2);
    else if (text.startsWith('${', at)) this.open('parameter', 2);
    else if (/[\w#$?!@*-]/.test(text[at] === '$' ? text.charAt(at + 1) : '')) this.at += 2;
    else return false;
    return true;
  }

  /** A shell reads what they hold only as it runs: errors there end the script where more than commands is nested. */
  private backticks(): void {
    const from = this.at;
    this.skipTo(behindQuote(this.text, from + 1, '`', true));
    this.substituted(from);
    this.isOver ||= /<<|\$\(|\\/.test(this.text.slice(from, this.at));
  }

  /** A command whose name is quoted or comes from an expansion may be `exit`. */
  protected nameUnread(): void {
    const { construct, part, inSubshell = false } = this.top ?? {};
    const isName = construct !== 'words' && (construct !== 'case' || part === 'commands');
    if (isName && this.atCommand && !inSubshell) this.isOver = true;
    this.atCommand = false;
  }

  protected open(construct: Construct, length: number): void {
    const { top, inWord, atCommand } = this;
    const inFunction = top?.inFunction === true || this.functionAhead === 'body';
    const inSubshell = top?.inSubshell === true || construct === 'subshell';
    this.frames.push({
      construct,
      from: this.at,
      inFunction,
      inSubshell,
      inWord,
      atCommand,
      part: 'subject',
    });
    this.functionAhead = undefined;
    this.isJoined = false;
    this.at += length;
  }

  protected openArithmetic(length: number): void {
    this.open('arithmetic', length - 1);
    this.open('arithmetic', 1);
  }

  protected openCommands(construct: Construct, length: number): void {
    this.open(construct, length);
    [this.atCommand, this.inWord, this.isTarget] = [true, false, false];
  }

  protected close(): void {
    const closed = this.frames.pop();
    this.at += 1;
    if (!closed) return;
    [this.inWord, this.atCommand] = [closed.inWord, closed.atCommand];
    if (closed.construct === 'subshell' && this.text[closed.from] === '$') this.substituted(closed.from);
  }

  private substituted(start: number): void {
    if (this.top?.inSubshell !== true && !this.isOver) this.substitutions.push({ start, end: this.at });
  }

  /** Takes a backslash and the end of its line. Where no text follows, a line put in there would be joined to it. */
  protected joinLines(): void {
    this.at += 2;
    this.isOver ||= this.at === this.text.length;
  }

  protected skipTo(end: number | undefined): void {
    this.isOver ||= end === undefined;
    this.at = end ?? this.text.length;
  }
}
