import { Disposable, l10n, type TreeView } from 'vscode';
import { countOf, type OpenMatters, openMatters } from '../keys/openMatters';
import type { Parts } from './parts';

type BadgeParts = Pick<Parts, 'waiting' | 'creations' | 'rotations' | 'log'>;

/** Keeps the number of matters that wait for the user on the view's icon. Ends when disposed. */
export function showBadge(parts: BadgeParts, view: Pick<TreeView<unknown>, 'badge'>): Disposable {
  let underWay = false;
  let isStale = false;
  const count = async (): Promise<void> => {
    isStale = true;
    if (underWay) return;
    underWay = true;
    while (isStale) {
      isStale = false;
      view.badge = await badge(parts);
    }
    underWay = false;
  };
  const recount = () => {
    void count();
  };
  recount();
  const { waiting, creations, rotations } = parts;
  return Disposable.from(...[waiting, creations, rotations].map(journal => journal.onDidChange(recount)));
}

async function badge(parts: BadgeParts): Promise<TreeView<unknown>['badge']> {
  try {
    const matters = await openMatters(parts);
    const value = countOf(matters);
    return value === 0 ? undefined : { value, tooltip: tooltipOf(matters) };
  } catch (error) {
    parts.log.error('What waits for the user could not be counted.', error);
    return undefined;
  }
}

function tooltipOf({ secrets, creations, rotations }: OpenMatters): string {
  return [
    secrets.length > 0 ? l10n.t('{0} secrets to place', secrets.length) : undefined,
    creations.length > 0 ? l10n.t('{0} interrupted creations', creations.length) : undefined,
    rotations.length > 0 ? l10n.t('{0} interrupted rotations', rotations.length) : undefined,
  ]
    .filter(Boolean)
    .join(', ');
}
