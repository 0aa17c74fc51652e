import ts from 'typescript';
import { descendants } from '../../test/sources/descendants';
import type { Sources } from '../../test/sources/readSources';

/** A call of `l10n.t` that a translation can be found for. */
export interface LocalizedText {
  readonly text: string;
  readonly where: string;
}

export interface LocalizedTexts {
  readonly texts: readonly LocalizedText[];
  /** What keeps a call from being translated, or its text from being filled in, each with its place. */
  readonly problems: readonly string[];
}

/**
 * Every text the sources pass through `l10n.t`, in its one form: a literal, then a value for each placeholder.
 * Any other use of `l10n` is a problem, since its texts can't be collected.
 */
export function localizedTexts({ files, where }: Pick<Sources, 'files' | 'where'>): LocalizedTexts {
  const texts: LocalizedText[] = [];
  const problems: string[] = [];
  for (const node of files.flatMap(file => [...descendants(file)])) {
    if (!ts.isIdentifier(node) || node.text !== 'l10n' || isPassedOn(node.parent)) continue;
    const call = localizingCall(node);
    const [first, ...values] = call?.arguments ?? [];
    if (!first || !ts.isStringLiteralLike(first)) {
      problems.push(`${where(node)}: l10n is for calls of l10n.t with a literal text`);
      continue;
    }
    const problem = placeholderProblem(first.text, values);
    if (problem !== undefined) problems.push(`${where(first)}: ${problem} in “${first.text}”`);
    texts.push({ text: first.text, where: where(first) });
  }
  return { texts, problems };
}

/** True where a module only takes it from another, or gives it to others. */
function isPassedOn(parent: ts.Node): boolean {
  return ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent);
}

/** True for the first argument of `l10n.t`. */
export function isLocalized(text: ts.Node): boolean {
  const { parent } = text;
  return ts.isCallExpression(parent) && parent.arguments[0] === text && isLocalizer(parent.expression);
}

/** True for `l10n.t` and `vscode.l10n.t`. */
export function isLocalizer(callee: ts.Expression): boolean {
  return /^(?:vscode\.)?l10n\.t$/.test(callee.getText());
}

function localizingCall(l10n: ts.Identifier): ts.CallExpression | undefined {
  const callee = ts.isPropertyAccessExpression(l10n.parent) && l10n.parent.name === l10n ? l10n.parent : l10n;
  const access = callee.parent;
  const call = access.parent;
  return ts.isCallExpression(call) && call.expression === access && isLocalizer(call.expression)
    ? call
    : undefined;
}

function placeholderProblem(text: string, values: readonly ts.Expression[]): string | undefined {
  if (text.trim() === '') return 'no text';
  if (values.some(value => ts.isSpreadElement(value))) return 'an unknown number of values';
  const named = new Set(Array.from(text.matchAll(/\{([^{}]*)\}/g), ([, name = '']) => name));
  const numbered = values.map((_, index) => String(index));
  if (named.size === numbered.length && numbered.every(name => named.has(name))) return undefined;
  return `placeholders ${[...named].join(', ') || 'none'} for ${values.length} values`;
}
