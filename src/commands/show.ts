import type { Node } from '../keys/nodes';
import type { Parts } from './parts';

/** Brings a row into sight, open and selected. Nothing waits for it, and where it can't be done nothing is lost. */
export function show({ tree, view, log }: Pick<Parts, 'tree' | 'view' | 'log'>, node: Node): void {
  view.reveal(tree.node(node), { select: true, expand: true }).then(undefined, (error: unknown) => {
    log.warn(`A row could not be shown: ${String(error)}`);
  });
}
