import ts from 'typescript';
import { descendants } from './descendants';
import { literalValues } from './literalValues';
import type { Sources } from './readSources';

/**
 * Every `contextValue` a tree item can be given.
 * @throws where one is set to a text that isn't known before it runs
 */
export function contextValues({ files, checker, where }: Sources): ReadonlySet<string> {
  const found = new Set<string>();
  for (const node of files.flatMap(file => [...descendants(file)])) {
    const value = assignedTo(node, 'contextValue');
    if (!value) continue;
    const values = literalValues(checker, value);
    if (!values) throw new Error(`${where(value)}: a context value that isn't known before it runs`);
    for (const each of values) found.add(String(each));
  }
  return found;
}

function assignedTo(node: ts.Node, property: string): ts.Expression | undefined {
  if (ts.isPropertyAssignment(node) && node.name.getText() === property) return node.initializer;
  return ts.isBinaryExpression(node) &&
    node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    ts.isPropertyAccessExpression(node.left) &&
    node.left.name.text === property
    ? node.right
    : undefined;
}
