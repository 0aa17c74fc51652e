import ts from 'typescript';
import { descendants } from './descendants';
import { type LiteralValue, literalValues } from './literalValues';
import type { Sources } from './readSources';

export interface SettingRead {
  /** The setting's full name, such as `files.eol`. */
  readonly name: string;
  /** What the code takes where the setting is missing; undefined where it names none. */
  readonly fallback: LiteralValue | undefined;
  readonly where: string;
}

/**
 * Every setting the sources read with `get` of a WorkspaceConfiguration.
 * @throws where the name of one, or its section, isn't known before it runs
 */
export function settingReads({ files, checker, where }: Sources): readonly SettingRead[] {
  return files
    .flatMap(file => [...descendants(file)])
    .filter(node => ts.isCallExpression(node))
    .flatMap(call => {
      const { expression } = call;
      if (!ts.isPropertyAccessExpression(expression) || expression.name.text !== 'get') return [];
      const receiver = checker.getTypeAtLocation(expression.expression).getSymbol()?.name;
      if (receiver !== 'WorkspaceConfiguration') return [];
      const [key, fallback] = call.arguments;
      const parts = [section(checker, expression.expression), key && single(checker, key)];
      if (parts.includes(undefined)) throw new Error(`${where(call)}: a setting whose name isn't known`);
      return {
        name: parts.filter(part => part !== '').join('.'),
        fallback: fallback && single(checker, fallback),
        where: where(call),
      };
    });
}

/** The section a configuration was asked for: by a call, or by the constant it is kept in. */
function section(checker: ts.TypeChecker, configuration: ts.Expression): LiteralValue | undefined {
  if (ts.isCallExpression(configuration)) {
    const [name] = configuration.arguments;
    return name ? single(checker, name) : '';
  }
  const declaration = checker.getSymbolAtLocation(configuration)?.valueDeclaration;
  return declaration && ts.isVariableDeclaration(declaration) && declaration.initializer
    ? section(checker, declaration.initializer)
    : undefined;
}

function single(checker: ts.TypeChecker, expression: ts.Expression): LiteralValue | undefined {
  const values = literalValues(checker, expression);
  return values?.length === 1 ? values[0] : undefined;
}
