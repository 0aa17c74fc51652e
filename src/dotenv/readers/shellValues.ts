import type { Expansion } from './expansion';
import { assignmentOf } from './shellLine';
import type { ShellName } from './shellNames';
import { isSetByShell } from './shellNames';
import type { Part } from './shellWords';

/** What `~` stands for. */
export const home = '/home/user';

/** How reading ends early: with what has been set, with an error, or at code. */
export type Stop = 'stops' | 'refused' | 'runsCode';

/** What `export` is to do. */
export interface Target {
  /** `undefined` where it is none, `=` where zsh finds that in its place and ends. */
  readonly name: string | undefined;
  readonly isAppended: boolean;
  /** `undefined` where none is set. */
  readonly value: string | undefined;
}

/** What words stand for. */
export class ShellValues {
  constructor(
    private readonly shell: ShellName,
    private readonly variables: ReadonlyMap<string, string>,
    private readonly expansion: Expansion,
  ) {}

  /** What a word behind `export` and its kin says. All are read before the first is done. */
  targetOf(word: readonly Part[]): Target | Stop {
    const assignment = assignmentOf(word, this.shell);
    if (assignment) {
      if (this.shell === 'bash' && hasBraces(assignment.value)) return 'runsCode';
      const value = this.valueOf(assignment.value);
      return typeof value === 'string' ? value : { ...assignment, value: value.text };
    }
    const expanded = this.argument(word);
    if (typeof expanded === 'string') return expanded;
    if (this.shell === 'zsh' && startsWith(word, '='))
      return { name: '=', isAppended: false, value: undefined };
    if (this.shell === 'zsh' && /^(?:\d+|[!$@#*?-])(?:=|$)/.test(expanded.text)) return 'runsCode';
    const [, name, plus, value] = /^([A-Za-z_]\w*)(?:(\+)?=([^]*))?$/.exec(expanded.text) ?? [];
    const isAppended = plus !== undefined;
    return { name: isAppended && this.shell !== 'bash' ? undefined : name, isAppended, value };
  }

  /** A word that is no assignment; told as code where it would become several, or the names of files. */
  private argument(word: readonly Part[]): { readonly text: string } | Stop {
    const stop = this.shell === 'zsh' ? this.wordError(word) : undefined;
    if (stop) return stop;
    if (hasBraces(word)) return 'runsCode';
    let text = '';
    for (const part of word) {
      const value = part.kind === 'text' ? part.text : this.variable(part);
      if (value === undefined) return 'runsCode';
      if (!part.isQuoted && (part.kind === 'variable' ? /[ \t\n*?[]|^$/ : /[*?[]/).test(value))
        return 'runsCode';
      text += value;
    }
    return { text };
  }

  /** Zsh ends the text at a word that starts with `=` or `~` and a name it doesn't know. */
  wordError(word: readonly Part[]): Stop | undefined {
    const text = word.map(part => (part.kind === 'text' && !part.isQuoted ? part.text : '')).join('');
    if (/[*?[<^#]/.test(text)) return 'runsCode';
    const isEmpty = (part: Part): boolean => (part.kind === 'text' ? part.text : this.variable(part)) === '';
    const [first, ...others] = word.slice(
      Math.max(
        word.findIndex(part => !isEmpty(part)),
        0,
      ),
    );
    if (first?.kind !== 'text' || first.isQuoted) return undefined;
    if (/^~[\w.-]+(?:\/|$)/.test(first.text) && (others.length === 0 || first.text.includes('/')))
      return 'stops';
    const isLone = first.text === '=' && others.every(isEmpty);
    return first.text.startsWith('=') && !isLone ? 'stops' : undefined;
  }

  /** What a variable is set to. */
  valueOf(parts: readonly Part[]): { readonly text: string } | Stop {
    const texts: string[] = [];
    for (const [index, part] of parts.entries()) {
      const value = part.kind === 'text' ? part.text : this.variable(part);
      if (value === undefined) return 'runsCode';
      if (part.kind === 'variable' && !this.expansion.fits(value)) return 'refused';
      const isPlain = part.kind === 'text' && !part.isQuoted;
      const before = parts[index - 1];
      const atStart =
        index === 0 || (before?.kind === 'text' && !before.isQuoted && before.text.endsWith(':'));
      const isBehindNone = index > 0 && (before?.kind === 'variable' || texts.join('') === '');
      if (this.shell === 'zsh' && isPlain && isBehindNone && /^[~=]/.test(value)) return 'runsCode';
      const expanded = isPlain ? this.withHome(value, atStart, index + 1 === parts.length) : { text: value };
      if (typeof expanded === 'string') return expanded;
      texts.push(expanded.text);
    }
    return { text: texts.join('') };
  }

  /**
   * Puts the home folder in the place of `~`, and ends where zsh looks for a program behind `=`: both behind a colon
   * too, and at the start of the value.
   *
   * @param isWhole whether no quotes and no variable follow
   */
  private withHome(text: string, atStart: boolean, isWhole: boolean): { readonly text: string } | Stop {
    if (!/[~=]/.test(text)) return { text };
    const segments = text.split(':');
    for (const [index, segment] of segments.entries()) {
      if (!/^[~=]/.test(segment) || (index === 0 && !atStart)) continue;
      const isEnded = index + 1 < segments.length || isWhole || segment.includes('/');
      const isLoneSign = segment === '=' && isEnded && (index > 0 || segments.length === 1);
      if (this.shell === 'zsh' && segment.startsWith('=') && !isLoneSign)
        return isEnded || segment !== '=' ? 'stops' : 'runsCode';
      const folder = segment.startsWith('~')
        ? this.homeOf(/^~([^/]*)/.exec(segment)?.[1] ?? '', isEnded)
        : undefined;
      if (folder === 'stops' || folder === 'runsCode') return folder;
      if (folder !== undefined) segments[index] = segment.replace(/^~[^/]*/, () => folder);
    }
    return { text: segments.join(':') };
  }

  /** The home folder of a user; `undefined` where there is none and `~` stays. */
  private homeOf(user: string, isEnded: boolean): string | undefined {
    if (!isEnded) return this.shell === 'zsh' ? 'runsCode' : undefined;
    if (user === '') return this.variables.get('HOME') ?? home;
    if (user === 'root') return '/root';
    if (this.shell !== 'dash' && /^(?:[-+]|[-+]?\d+)$/.test(user)) return 'runsCode';
    // To zsh, only what could be the name of a user is one.
    return this.shell === 'zsh' && /^[\w.-]+$/.test(user) ? 'stops' : undefined;
  }

  private variable(part: Part & { readonly kind: 'variable' }): string | undefined {
    const value = this.variables.get(part.name);
    if (value === undefined && isSetByShell(part.name)) return undefined;
    const isThere = value !== undefined && !(part.operator.startsWith(':') && value === '');
    if (part.operator.endsWith('-')) return isThere ? value : part.instead;
    if (part.operator.endsWith('+')) return isThere ? part.instead : '';
    return value ?? (part.name === 'HOME' ? home : '');
  }
}

export function startsWith([first]: readonly Part[], text: string): boolean {
  return first?.kind === 'text' && !first.isQuoted && first.text.startsWith(text);
}

function hasBraces(parts: readonly Part[]): boolean {
  return parts.some(part => part.kind === 'text' && !part.isQuoted && part.text.includes('{'));
}
