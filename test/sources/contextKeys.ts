import ts from 'typescript';
import { descendants } from './descendants';
import { literalValues } from './literalValues';
import type { Sources } from './readSources';

/**
 * Every context key the sources set with the command `setContext`.
 * @throws where one is set whose name isn't known before it runs
 */
export function contextKeys({ files, checker, where }: Sources): ReadonlySet<string> {
  const found = new Set<string>();
  for (const node of files.flatMap(file => [...descendants(file)])) {
    if (!ts.isCallExpression(node)) continue;
    const [command, key] = node.arguments;
    if (!command || !key || !ts.isStringLiteral(command) || command.text !== 'setContext') continue;
    const values = literalValues(checker, key);
    if (!values) throw new Error(`${where(key)}: a context key that isn't known before it runs`);
    for (const value of values) found.add(String(value));
  }
  return found;
}
