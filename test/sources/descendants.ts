import ts from 'typescript';

/** Every node below `node`, in the order of the text. */
export function* descendants(node: ts.Node): Generator<ts.Node, void, undefined> {
  for (const child of childrenOf(node)) {
    yield child;
    yield* descendants(child);
  }
}

function childrenOf(node: ts.Node): readonly ts.Node[] {
  const children: ts.Node[] = [];
  ts.forEachChild(node, child => void children.push(child));
  return children;
}
