import ts from 'typescript';
import { descendants } from '../../test/sources/descendants';
import type { Sources } from '../../test/sources/readSources';
import { isLocalized, isLocalizer } from './localizedTexts';
import { type Place, placeOf } from './place';

/** A name that ends in one of these words stands for something to be read on screen. */
const shownWords = new Set([
  ...['title', 'label', 'description', 'detail', 'tooltip', 'prompt', 'placeholder', 'holder', 'message'],
  ...['question', 'action', 'actions', 'problem', 'text', 'what', 'lines', 'validate', 'tip', 'items'],
]);

/** Whoever develops or supports the extension reads these: they stay English. */
const logs = new Set(['Logger', 'OutputChannel', 'LogOutputChannel']);

/**
 * The literals a user would read in English in every language, each with its place. That is
 * a literal with a letter in it that goes where a name says that it is shown (`label`, `nameProblem()`), and
 * every literal of several words wherever it goes. Neither counts in a log message, in an error that is not a
 * `UserError`, as the product's name, or where the type allows a few known names only.
 * A single word that is returned by a function with another kind of name goes unseen.
 */
export function untranslatedTexts({ files, checker, where }: Sources): readonly string[] {
  return files.flatMap(file =>
    [...descendants(file)]
      .filter(node => ts.isStringLiteralLike(node) || ts.isTemplateExpression(node))
      .filter(node => isUntranslated(node, checker))
      .map(node => `${where(node)}: ${node.getText()}`),
  );
}

function isUntranslated(
  literal: ts.StringLiteralLike | ts.TemplateExpression,
  checker: ts.TypeChecker,
): boolean {
  const text = wordsOf(literal);
  if (!/\p{L}/u.test(text) || isLocalized(literal) || isModuleOrType(literal.parent)) return false;
  const place = placeOf(literal, checker);
  if (!isInferred(place, checker) && isOneOfSome(checker.getContextualType(literal))) return false;
  if (place && isForDevelopers(place)) return false;
  return /\p{L}[^\p{L}\s]* +[^\p{L}\s]*\p{L}/u.test(text) || (place !== undefined && isShown(place));
}

/** The literal's own characters without icons; a value in it counts as no letter. */
function wordsOf(literal: ts.StringLiteralLike | ts.TemplateExpression): string {
  const parts = ts.isTemplateExpression(literal)
    ? [literal.head.text, ...literal.templateSpans.map(span => span.literal.text)]
    : [literal.text];
  return parts.join('\0').replace(/\$\([\w~-]+\)/g, '');
}

/** True for the type of a name the code decides by, such as `'key' | 'project'`: nobody reads it. */
function isOneOfSome(type: ts.Type | undefined): boolean {
  if (!type) return false;
  const types = (type.isUnion() ? type.types : [type]).filter(part => !(part.flags & ts.TypeFlags.Undefined));
  return types.length > 0 && types.every(part => part.isStringLiteral());
}

/** True where a parameter takes its type from what it is given, so that the type says nothing about it. */
function isInferred(place: Place | undefined, checker: ts.TypeChecker): boolean {
  const declaration = place?.call && checker.getResolvedSignature(place.call)?.getDeclaration();
  const parameter = declaration?.parameters.find(({ name }) => name.getText() === place?.name);
  const type = parameter?.type?.getText().replace(/^readonly |\[\]$/g, '');
  return declaration?.typeParameters?.some(({ name }) => name.text === type) ?? false;
}

function isModuleOrType(parent: ts.Node): boolean {
  return ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent) || ts.isLiteralTypeNode(parent);
}

function isShown({ name, call, owner }: Place): boolean {
  if (call && isLocalizer(call.expression)) return true;
  return owner === 'MarkdownString' || shownWords.has(lastWord(name));
}

function isForDevelopers({ call, owner = '' }: Place): boolean {
  if (!call) return false;
  const callee = call.expression.getText();
  if (logs.has(owner) || callee === 'super' || callee.endsWith('createOutputChannel')) return true;
  return ts.isNewExpression(call) && callee.endsWith('Error') && callee !== 'UserError';
}

function lastWord(name: string): string {
  return (/(?:^|[A-Z])[^A-Z]*$/.exec(name)?.[0] ?? name).toLowerCase();
}
