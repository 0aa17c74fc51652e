import ts from 'typescript';

/** What receives the value of an expression. */
export interface Place {
  /** Of the parameter, property, variable or function; for `list.push`, of the list. */
  readonly name: string;
  /** For an argument, the call and what its callee is declared in, such as `Logger`. */
  readonly call?: ts.CallExpression | ts.NewExpression;
  readonly owner?: string;
}

/**
 * Where the value of `expression` goes to: out of parentheses, choices, templates, sums and lists, and out of a
 * function that returns it. Undefined where it is compared, thrown away or the like.
 */
export function placeOf(expression: ts.Expression, checker: ts.TypeChecker): Place | undefined {
  const { parent } = expression;
  if (passesOn(parent, expression)) return placeOf(parent, checker);
  if (ts.isTemplateSpan(parent)) return placeOf(parent.parent, checker);
  const changed = changingCall(parent, expression);
  if (changed) return placeOf(changed, checker);
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent))
    return argumentPlace(parent, expression, checker);

  if (ts.isPropertyAssignment(parent)) return { name: parent.name.getText() };
  if (ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isPropertyDeclaration(parent))
    return { name: parent.name.getText() };

  if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken)
    return { name: lastName(parent.left) };

  if (ts.isArrowFunction(parent)) return placeOf(parent, checker);
  return ts.isReturnStatement(parent) ? returnPlace(parent, checker) : undefined;
}

/** True where the value of `parent` is that of `expression`, or holds it. */
function passesOn(parent: ts.Node, expression: ts.Expression): parent is ts.Expression {
  if (ts.isConditionalExpression(parent)) return parent.condition !== expression;
  if (ts.isBinaryExpression(parent)) return passing.has(parent.operatorToken.kind);
  return (
    ts.isParenthesizedExpression(parent) ||
    ts.isAsExpression(parent) ||
    ts.isSatisfiesExpression(parent) ||
    ts.isArrayLiteralExpression(parent) ||
    ts.isSpreadElement(parent) ||
    ts.isAwaitExpression(parent)
  );
}

/** The call whose result still holds what it is called on, such as `list.filter(Boolean)`. */
function changingCall(parent: ts.Node, expression: ts.Expression): ts.CallExpression | undefined {
  return ts.isPropertyAccessExpression(parent) &&
    parent.expression === expression &&
    ['filter', 'join', 'concat', 'trim'].includes(parent.name.text) &&
    ts.isCallExpression(parent.parent)
    ? parent.parent
    : undefined;
}

const passing = new Set([
  ts.SyntaxKind.PlusToken,
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.AmpersandAmpersandToken,
]);

function argumentPlace(
  call: ts.CallExpression | ts.NewExpression,
  argument: ts.Expression,
  checker: ts.TypeChecker,
): Place | undefined {
  const index = call.arguments?.indexOf(argument) ?? -1;
  if (index < 0) return undefined;
  const signature = checker.getResolvedSignature(call);
  const parameter = signature?.parameters.at(index) ?? signature?.parameters.at(-1);
  const owner = ownerName(signature?.getDeclaration());
  const { expression } = call;
  if (ts.isPropertyAccessExpression(expression) && ts.isCallExpression(call)) {
    const { text: method } = expression.name;
    if (['map', 'flatMap'].includes(method)) return placeOf(call, checker);
    if (['push', 'unshift'].includes(method)) return { name: lastName(expression.expression) };
  }
  return { name: parameter?.name ?? '', call, ...(owner === undefined ? {} : { owner }) };
}

function ownerName(declaration: ts.Node | undefined): string | undefined {
  const owner = declaration?.parent;
  return owner && (ts.isClassDeclaration(owner) || ts.isInterfaceDeclaration(owner))
    ? owner.name?.text
    : undefined;
}

function returnPlace(statement: ts.ReturnStatement, checker: ts.TypeChecker): Place | undefined {
  const by = ts.findAncestor(statement, ts.isFunctionLike);
  if (!by) return undefined;
  return ts.isArrowFunction(by) || ts.isFunctionExpression(by)
    ? placeOf(by, checker)
    : { name: by.name?.getText() ?? '' };
}

function lastName(expression: ts.Expression): string {
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
}
