import { asNode, type Node, nodeId } from '../tree/nodes';

/**
 * The rows a tree command applies to. VS Code passes the row it was run on and, if several rows are selected, all of
 * those: they are used if that row is one of them, or if there is no such row.
 */
export function rowsMeant(argument: unknown, selection: unknown): readonly Node[] {
  const row = asNode(argument);
  const selected = Array.isArray(selection) ? nodesIn(selection) : [];
  if (!row) return selected;
  return selected.some(node => nodeId(node) === nodeId(row)) ? selected : [row];
}

function nodesIn(values: readonly unknown[]): readonly Node[] {
  return values.map(asNode).filter(node => node !== undefined);
}
