import { l10n } from '../l10n';
import type { Node } from '../tree/nodes';
import type { Remedy } from '../ui/userError';
import type { Parts } from './parts';

export type ShowParts = Pick<Parts, 'tree' | 'view' | 'log'>;

/** Reveals a row, expanded and selected. Doesn't wait for it; a failure is only logged. */
export function show({ tree, view, log }: ShowParts, node: Node): void {
  view.reveal(tree.node(node), { select: true, expand: true }).then(undefined, (error: unknown) => {
    log.warn(`A row could not be shown: ${String(error)}`);
  });
}

/** Offers to show a row. VS Code shows a message in full only if it has a button. */
export function shows(parts: ShowParts, node: Node): Remedy {
  return {
    label: l10n.t('Show'),
    run: () => {
      show(parts, node);
    },
  };
}
