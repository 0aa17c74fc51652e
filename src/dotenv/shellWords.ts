/** What may be open at a place in a shell script. */
export type Construct =
  | 'if'
  | 'case'
  | 'loop'
  | 'braces'
  /** `(…)`, `$(…)`, `<(…)`: the variables of the script are not changed there. */
  | 'subshell'
  /** Parentheses round words, not commands: an array or a pattern. */
  | 'words'
  | 'arithmetic'
  | 'parameter'
  | 'doubleQuotes';

/** What a word means where a command may start. */
export type Keyword =
  /** `leadsToCommand`: a command comes next, not a name or a value. */
  | { readonly opens: Construct; readonly leadsToCommand: boolean }
  | { readonly continues: Construct }
  | { readonly closes: Construct }
  | 'function'
  /** A command still follows. */
  | 'prefix'
  | 'return'
  | 'exit'
  | 'exec';

const keywords: ReadonlyMap<string, Keyword> = new Map<string, Keyword>([
  ['if', { opens: 'if', leadsToCommand: true }],
  ['then', { continues: 'if' }],
  ['elif', { continues: 'if' }],
  ['else', { continues: 'if' }],
  ['fi', { closes: 'if' }],
  ['while', { opens: 'loop', leadsToCommand: true }],
  ['until', { opens: 'loop', leadsToCommand: true }],
  ['for', { opens: 'loop', leadsToCommand: false }],
  ['select', { opens: 'loop', leadsToCommand: false }],
  ['do', { continues: 'loop' }],
  ['done', { closes: 'loop' }],
  ['case', { opens: 'case', leadsToCommand: false }],
  ['esac', { closes: 'case' }],
  ['{', { opens: 'braces', leadsToCommand: true }],
  ['}', { closes: 'braces' }],
  ['function', 'function'],
  ...['!', 'time', 'builtin', 'command'].map(word => [word, 'prefix'] as const),
  ['return', 'return'],
  ['exit', 'exit'],
  ['exec', 'exec'],
]);

/** What bash takes a word for where a command may start; undefined for the name of a command. */
export function keywordOf(word: string): Keyword | undefined {
  if (/^(?:[A-Za-z_]\w*\+?=|\d+$)/.test(word)) return 'prefix';
  return keywords.get(word);
}
