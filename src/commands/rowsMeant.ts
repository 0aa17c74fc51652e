import { asNode, type Node, nodeId } from '../tree/nodes';

/**
 * The rows a tree command is meant for. VS Code calls it with the row it was run on and, where several rows are
 * selected, with those: they count where that row is one of them, or where it was run on none.
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
