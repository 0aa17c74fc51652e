import { isPortableName } from '../knownNames';
import type { Expansion } from './expansion';

/** Make reports an error. */
export class Refused extends Error {}
/** What make finds is not decided by the text alone. */
export class RunsCode extends Error {}

interface Variable {
  readonly text: string;
  /** Its references are expanded where it is used. */
  readonly isRecursive: boolean;
}

const functions = new Set(
  (
    'abspath addprefix addsuffix and basename call dir error eval file filter filter-out findstring firstword flavor ' +
    'foreach guile if info intcmp join lastword let notdir or origin patsubst realpath shell sort strip subst suffix ' +
    'value warning wildcard word wordlist words'
  ).split(' '),
);
/** Names that make itself sets or uses. */
const special = /^(?:SHELL|MAKE.*|GNUMAKEFLAGS|MFLAGS|CURDIR|VPATH|\..*|[@%*+<?^|]|.*\$.*)$/;
const maxDepth = 200;

export function isSpecialToMake(name: string): boolean {
  return special.test(name);
}

/** The variables of a Makefile. */
export class MakeVariables {
  private readonly variables = new Map<string, Variable>();
  private readonly named = new Set<string>();
  private readonly expanding = new Set<string>();

  constructor(private readonly expansion: Expansion) {}

  /**
   * @param sign `=`, `:=`, `::=`, `+=`, `?=` or `!=`
   * @throws {Refused}
   * @throws {RunsCode}
   */
  assign(name: string, sign: string, value: string): void {
    if (sign === '!=' || isSpecialToMake(name)) throw new RunsCode();
    const old = this.variables.get(name);
    if (sign === '?=' && old) return;
    const isAdded = sign === '+=' && old !== undefined;
    const isRecursive = isAdded ? old.isRecursive : !sign.startsWith(':');
    const text = isRecursive ? value : this.expand(value);
    this.variables.set(name, { text: isAdded ? `${old.text} ${text}` : text, isRecursive });
  }

  /** Exports a variable whatever its name; it is set to an empty value if it is not set yet. */
  export(name: string): void {
    if (isSpecialToMake(name)) throw new RunsCode();
    if (!this.variables.has(name)) this.variables.set(name, { text: '', isRecursive: false });
    this.named.add(name);
  }

  /**
   * What a command gets.
   * @throws {Refused}
   * @throws {RunsCode}
   */
  exported(): ReadonlyMap<string, string> {
    const found = new Map<string, string>();
    for (const name of this.variables.keys()) {
      if (!this.named.has(name) && !isPortableName(name)) continue;
      const value = this.valueOf(name);
      // A command splits a name with a sign in it, too.
      const [key = '', ...rest] = `${name}=${value}`.split('=');
      // Which of two of one name a command gets is not in the text.
      if (found.has(key)) throw new RunsCode();
      found.set(key, rest.join('='));
      this.variables.set(name, { text: value, isRecursive: false });
    }
    return found;
  }

  private expand(value: string): string {
    let expanded = '';
    let from = 0;
    for (let at = value.indexOf('$'); at !== -1; at = value.indexOf('$', from)) {
      expanded += value.slice(from, at);
      const next = value.charAt(at + 1);
      from = at + 2;
      if (next === '$' || next === '') {
        expanded += '$';
      } else if (next === '(' || next === '{') {
        const end = value.indexOf(next === '(' ? ')' : '}', from);
        if (end === -1) throw new Refused();
        expanded += this.reference(value.slice(from, end));
        from = end + 1;
      } else {
        expanded += this.reference(next);
      }
    }
    return expanded + value.slice(from);
  }

  private reference(name: string): string {
    const isFunction = functions.has(/^([\w-]+)[ \t]/.exec(name)?.[1] ?? '');
    const isReplacement = name.includes(':') && name.includes('=', name.indexOf(':'));
    if (isFunction || isReplacement || isSpecialToMake(name) || /^[^\0-\x7f]/.test(name))
      throw new RunsCode();
    return this.valueOf(name);
  }

  private valueOf(name: string): string {
    const variable = this.variables.get(name);
    if (!variable) return '';
    if (this.expanding.has(name)) throw new Refused();
    if (this.expanding.size > maxDepth) throw new RunsCode();
    this.expanding.add(name);
    const value = variable.isRecursive ? this.expand(variable.text) : variable.text;
    this.expanding.delete(name);
    if (!this.expansion.fits(value)) throw new Refused();
    return value;
  }
}
