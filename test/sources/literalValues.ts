import type ts from 'typescript';

export type LiteralValue = string | number | boolean;

/**
 * The values an expression can have, read off its type; undefined where the type allows more than a few known ones.
 * So a constant, a choice between two texts or the `kind` of a union is known wherever it was written down.
 */
export function literalValues(
  checker: ts.TypeChecker,
  expression: ts.Expression,
): readonly LiteralValue[] | undefined {
  const type = checker.getTypeAtLocation(expression);
  const values = (type.isUnion() ? type.types : [type]).map(part => {
    if (part.isStringLiteral() || part.isNumberLiteral()) return part.value;
    const name = checker.typeToString(part);
    return name === 'true' || name === 'false' ? name === 'true' : undefined;
  });
  return values.every(value => value !== undefined) ? values : undefined;
}
