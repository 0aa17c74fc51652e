import { Expansion } from './expansion';
import type { Reader, Reading } from './reader';
import { ShellLines, type Assignment, type Command, type Line, type List } from './shellLine';
import { builtinKind, specialName, type ShellName } from './shellNames';
import { ShellValues, type Stop, type Target } from './shellValues';
import { ShellWords, type Part } from './shellWords';

/*
 * POSIX.1-2017, “Shell Command Language”, and where they differ the manuals of bash 5.2, dash 0.5.12 and zsh 5.9, all
 * measured. A model of a shell is no shell: it knows assignments, `export` and its kin, and commands that are programs,
 * which set nothing. All else is told as code. Users other than root are taken to be unknown, and names of files to
 * match no pattern.
 */

export const bash: Reader = reader('bash', 'bash', true);
export const dash: Reader = reader('dash', 'dash', true);
export const zsh: Reader = reader('zsh', 'zsh', true);
export const bashSource: Reader = reader('bash (source)', 'bash', false);
export const dashSource: Reader = reader('dash (source)', 'dash', false);
export const zshSource: Reader = reader('zsh (source)', 'zsh', false);

/** @param exportsAll whether `set -a` stands before; without it, programs get what the text exports */
function reader(name: string, shell: ShellName, exportsAll: boolean): Reader {
  return { name, read: text => new Shell(text, shell, exportsAll).read() };
}

class Shell {
  private readonly lines: ShellLines;
  private readonly variables = new Map<string, string>();
  private readonly exported = new Set<string>();
  private readonly readOnly = new Set<string>();
  private readonly values: ShellValues;
  /** Whether the last command succeeded; `undefined` for programs, of which nothing is known. */
  private succeeded: boolean | undefined = true;

  constructor(
    text: string,
    private readonly shell: ShellName,
    private exportsAll: boolean,
  ) {
    this.values = new ShellValues(shell, this.variables, new Expansion());
    this.lines = new ShellLines(new ShellWords(text, shell), shell);
  }

  read(): Reading {
    for (;;) {
      const line = this.lines.next();
      if (line === 'runsCode') return { kind: line };
      const stop = line === 'syntaxError' ? this.error : this.runLine(line);
      if (stop === 'refused' || stop === 'runsCode') return { kind: stop };
      if (stop === 'stops' || line === 'syntaxError' || line.isLast) break;
    }
    const variables = [...this.variables].filter(([name]) => this.exported.has(name));
    return { kind: 'variables', variables: new Map(variables) };
  }

  /** After an error bash and zsh go on behind the text; dash ends. */
  private get error(): Stop {
    return this.shell === 'dash' ? 'refused' : 'stops';
  }

  private runLine({ lists }: Line): Stop | undefined {
    for (const list of lists) {
      const stop = this.runList(list);
      if (stop) return stop;
    }
    return undefined;
  }

  private runList({ pipelines, isBackground }: List): Stop | undefined {
    if (isBackground) {
      this.succeeded = true;
      return undefined;
    }
    for (const { commands, after } of pipelines) {
      if (after && this.succeeded === undefined) return 'runsCode';
      if (after && this.succeeded !== (after === '&&')) continue;
      const last = commands.at(-1);
      const isHere = commands.length === 1 || this.shell === 'zsh';
      const stop = isHere && last ? this.runCommand(last) : undefined;
      if (stop) return stop;
      if (!isHere) this.succeeded = undefined;
    }
    return undefined;
  }

  private runCommand({ assignments, words }: Command): Stop | undefined {
    const [first, ...args] = words;
    this.succeeded = true;
    if (!first) return this.runAll(assignments, each => this.assign(each));
    if (first.some(({ kind }) => kind === 'variable')) return 'runsCode';
    const name = first.map(part => (part.kind === 'text' ? part.text : '')).join('');
    if (this.isDeclaration(name)) return assignments.length > 0 ? 'runsCode' : this.declare(name, args);
    if (name === 'set') return this.set(args, assignments);
    if (name === 'unset') return this.unset(args, assignments);
    const kind = builtinKind(name);
    if (kind === 'changes') return 'runsCode';
    this.succeeded = kind === undefined ? undefined : true;
    if (this.shell !== 'zsh') return undefined;
    // A dash alone stands before a command, and odd assignments are some.
    const isOdd =
      /^(?:\+=|\d+\+?=)/.test(name) || (name === '-' && (args.length === 0 || assignments.length > 0));
    return isOdd ? 'runsCode' : this.runAll(words, word => this.values.wordError(word));
  }

  private runAll<T>(items: readonly T[], run: (item: T) => Stop | undefined): Stop | undefined {
    for (const item of items) {
      const stop = run(item);
      if (stop) return stop;
    }
    return undefined;
  }

  private isDeclaration(name: string): boolean {
    if (name === 'export' || name === 'readonly') return true;
    return this.shell !== 'dash' && (name === 'declare' || name === 'typeset');
  }

  private set(args: readonly (readonly Part[])[], assignments: readonly Assignment[]): Stop | undefined {
    const words = args
      .map(parts => parts.map(part => (part.kind === 'text' ? part.text : '$')).join(''))
      .join(' ');
    if (assignments.length > 0 || !/^(?:[-+]a|[-+]o allexport)$/.test(words)) return 'runsCode';
    this.exportsAll = words.startsWith('-');
    return undefined;
  }

  private unset(args: readonly (readonly Part[])[], assignments: readonly Assignment[]): Stop | undefined {
    const names = args.map(([first, ...rest]) =>
      first?.kind === 'text' && rest.length === 0 ? first.text : '',
    );
    const isPlain = (name: string): boolean =>
      /^[A-Za-z_]\w*$/.test(name) && !this.readOnly.has(name) && specialName(this.shell, name) === undefined;
    if (assignments.length > 0 || names.length === 0 || !names.every(isPlain)) return 'runsCode';
    for (const name of names) {
      this.variables.delete(name);
      this.exported.delete(name);
    }
    return undefined;
  }

  private assign({ name, isAppended, value }: Assignment): Stop | undefined {
    const text = this.values.valueOf(value);
    if (typeof text === 'string') return text;
    return this.setVariable(name, (isAppended ? (this.variables.get(name) ?? '') : '') + text.text);
  }

  private setVariable(name: string, value: string): Stop | undefined {
    const special = specialName(this.shell, name);
    if (special === 'ignored') return undefined;
    if (special ?? this.readOnly.has(name)) return 'runsCode';
    this.variables.set(name, value);
    if (this.exportsAll) this.exported.add(name);
    return undefined;
  }

  private declare(command: string, args: readonly (readonly Part[])[]): Stop | undefined {
    const [first] = args;
    const option = first?.every(part => part.kind === 'text') ? first.map(part => part.text).join('') : '';
    const isExported = command === 'export' || (command !== 'readonly' && option === '-x');
    const names = command !== 'export' && command !== 'readonly' && option === '-x' ? args.slice(1) : args;
    if (names.some(word => word[0]?.kind === 'text' && /^[-+]/.test(word[0].text))) return 'runsCode';
    const targets: Target[] = [];
    for (const word of names) {
      const target = this.values.targetOf(word);
      if (typeof target === 'string') return target;
      targets.push(target);
    }
    const stop = this.runAll(targets, target => this.declareOne(target, isExported, command === 'readonly'));
    // Zsh ends only behind the last of them.
    return stop ?? (this.shell === 'zsh' && !this.succeeded ? 'stops' : undefined);
  }

  private declareOne(
    { name, isAppended, value }: Target,
    isExported: boolean,
    isReadOnly: boolean,
  ): Stop | undefined {
    if (name === undefined) {
      this.succeeded = false;
      return this.shell === 'dash' ? 'refused' : undefined;
    }
    if (name === '=') return 'stops';
    if (specialName(this.shell, name)) return 'runsCode';
    // Zsh makes a variable empty where it is exported once more.
    const isEmptied = this.shell === 'zsh' && this.exported.has(name) && !this.variables.has(name);
    const text = value ?? (isEmptied ? '' : undefined);
    const old = isAppended ? (this.variables.get(name) ?? '') : '';
    const stop = text === undefined ? undefined : this.setVariable(name, old + text);
    if (stop) return stop;
    if (isExported) this.exported.add(name);
    if (isReadOnly) this.readOnly.add(name);
    return undefined;
  }
}
