import { reservedWord, type ShellName } from './shellNames';
import type { Part, ShellWords, Token, Trouble } from './shellWords';

export interface Assignment {
  readonly name: string;
  readonly isAppended: boolean;
  readonly value: readonly Part[];
}

export interface Command {
  readonly assignments: readonly Assignment[];
  readonly words: readonly (readonly Part[])[];
}

/** Commands joined by `|`. */
export interface Pipeline {
  readonly commands: readonly Command[];
  /** What it depends on: the pipeline before. */
  readonly after: '&&' | '||' | undefined;
}

export interface List {
  readonly pipelines: readonly Pipeline[];
  readonly isBackground: boolean;
}

/** What a shell reads before it runs any of it: the lists of a line, with the lines its quotes span. */
export interface Line {
  readonly lists: readonly List[];
  readonly isLast: boolean;
}

/** The assignment that a word is at the start of a command, or behind `export`. */
export function assignmentOf(word: readonly Part[], shell: ShellName): Assignment | undefined {
  const [first] = word;
  if (first?.kind !== 'text' || first.isQuoted) return undefined;
  const [start, name = '', plus] = /^([A-Za-z_]\w*)(\+)?=/.exec(first.text) ?? [''];
  if (start === '' || (plus !== undefined && shell === 'dash')) return undefined;
  const rest: Part = { kind: 'text', text: first.text.slice(start.length), isQuoted: false };
  return { name, isAppended: plus !== undefined, value: [rest, ...word.slice(1)] };
}

/** Reads lines. */
export class ShellLines {
  private token: Token | Trouble = { kind: 'newline' };
  private hasRedirection = false;

  constructor(
    private readonly words: ShellWords,
    private readonly shell: ShellName,
  ) {}

  next(): Line | Trouble {
    const lists: List[] = [];
    this.token = this.words.next();
    while (!this.isAtEndOfLine) {
      const list = this.list();
      if (typeof list === 'string') return list;
      lists.push(list);
    }
    const { token } = this;
    if (typeof token === 'string') return token;
    return this.redirects() ? 'runsCode' : { lists, isLast: token.kind === 'end' };
  }

  /** Whether the line redirects anything; asked once a line. */
  private redirects(): boolean {
    const redirects = this.hasRedirection;
    this.hasRedirection = false;
    return redirects;
  }

  private get isAtEndOfLine(): boolean {
    return typeof this.token === 'string' || this.token.kind === 'newline' || this.token.kind === 'end';
  }

  private advance(): void {
    this.token = this.words.next();
  }

  private operator(): string {
    return typeof this.token !== 'string' && this.token.kind === 'operator' ? this.token.operator : '';
  }

  private list(): List | Trouble {
    const pipelines: Pipeline[] = [];
    let after: Pipeline['after'];
    for (;;) {
      const pipeline = this.pipeline(after);
      if (typeof pipeline === 'string') return pipeline;
      pipelines.push(pipeline);
      const operator = this.operator();
      if (operator !== '&&' && operator !== '||') break;
      after = operator;
      this.advanceOverLines();
    }
    const end = this.operator();
    if (end === '') return { pipelines, isBackground: false };
    if (end !== ';' && end !== '&') return end === ')' ? 'syntaxError' : 'runsCode';
    const isBackground = end === '&';
    // Zsh takes nothing that only sets variables into the background.
    const isBare = pipelines.at(-1)?.commands.at(-1)?.words.length === 0;
    if (isBackground && isBare && this.shell === 'zsh') return 'syntaxError';
    this.advance();
    return { pipelines, isBackground };
  }

  private pipeline(after: Pipeline['after']): Pipeline | Trouble {
    const commands: Command[] = [];
    for (;;) {
      const command = this.command();
      if (typeof command === 'string') return command;
      commands.push(command);
      if (this.operator() !== '|') return { commands, after };
      this.advanceOverLines();
    }
  }

  /** Behind `|`, `&&` and `||` the command may stand in a line below. */
  private advanceOverLines(): void {
    do this.advance();
    while (typeof this.token !== 'string' && this.token.kind === 'newline');
  }

  private command(): Command | Trouble {
    const assignments: Assignment[] = [];
    const words: (readonly Part[])[] = [];
    let hasRedirection = false;
    for (;;) {
      const { token } = this;
      if (typeof token === 'string') return token;
      if (token.kind === 'word') {
        const assignment = words.length === 0 ? assignmentOf(token.parts, this.shell) : undefined;
        if (assignment) assignments.push(assignment);
        else words.push(token.parts);
        const trouble = this.troubleWith(token.parts, assignments, words);
        if (trouble) return trouble;
      } else {
        const redirection = this.redirection(assignments.length + words.length);
        if (redirection === undefined) break;
        if (redirection !== 'fine') return redirection;
        hasRedirection = true;
      }
      this.advance();
    }
    const isEmpty = assignments.length + words.length === 0;
    if (isEmpty && !hasRedirection)
      return this.shell === 'zsh' && this.operator() !== ')' ? 'runsCode' : 'syntaxError';
    return { assignments, words };
  }

  /** What the word just read does to the line it stands in. */
  private troubleWith(
    parts: readonly Part[],
    assignments: readonly Assignment[],
    words: readonly (readonly Part[])[],
  ): Trouble | undefined {
    const [first, second] = parts;
    const isFirst = words.length === 1 && (assignments.length === 0 || this.shell === 'zsh');
    if (isFirst && first?.kind === 'text' && !first.isQuoted) {
      const kind = second ? undefined : reservedWord(first.text);
      if (kind) return kind === 'opens' ? 'runsCode' : 'syntaxError';
    }
    // Elements of arrays, which may span lines.
    if (
      words.at(-1) === parts &&
      this.shell !== 'dash' &&
      first?.kind === 'text' &&
      /^[A-Za-z_]\w*\+?\[/.test(first.text)
    )
      return 'runsCode';
    return this.shell === 'zsh' && words.at(-1) === parts && hasOddBraces(parts) ? 'runsCode' : undefined;
  }

  /** @param before how many words stand before it in the command */
  private redirection(before: number): Trouble | 'fine' | undefined {
    const operator = this.operator();
    if (operator === '(') return this.parenthesis(before);
    if (!/^[<>]/.test(operator)) return /^(?:;[;&|]|&[>|!]|\|&)$/.test(operator) ? 'runsCode' : undefined;
    if (operator === '<<' || operator.endsWith('(') || operator.endsWith('!')) return 'runsCode';
    this.advance();
    if (typeof this.token === 'string') return this.token;
    if (this.token.kind !== 'word') return 'syntaxError';
    this.hasRedirection = true;
    return 'fine';
  }

  private parenthesis(before: number): Trouble {
    // An array, a function, a subshell or a pattern, all but in places where the shell knows none of them.
    return before < 2 || this.shell === 'zsh' ? 'runsCode' : 'syntaxError';
  }
}

/** Whether zsh may take a brace of the word for one of its own. */
function hasOddBraces(word: readonly Part[]): boolean {
  const text = word.map(part => (part.kind === 'text' && !part.isQuoted ? part.text : '')).join('');
  return text.startsWith('{') || (text.endsWith('}') && !text.includes('{'));
}
