import { Disposable, type TreeView } from 'vscode';
import { l10n } from '../l10n';
import type { ProjectList } from '../projects/projectList';
import type { StoredWork } from './storedWork';
import { countOf, findUnfinishedWork, type UnfinishedWorkParts } from './unfinishedWork';

interface BadgeParts extends UnfinishedWorkParts {
  readonly projects: Pick<ProjectList, 'all' | 'get' | 'onDidChange'>;
}

/** Keeps the number of unfinished creates, rotations and pending secrets on the view's icon, until disposed. */
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
  const { projects, pendingSecrets, creations, rotations } = parts;
  return Disposable.from(
    ...[projects, pendingSecrets, creations, rotations].map(source => source.onDidChange(recount)),
  );
}

async function badge(parts: BadgeParts): Promise<TreeView<unknown>['badge']> {
  const work = await findUnfinishedWork(parts);
  const value = countOf(work);
  return value === 0 ? undefined : { value, tooltip: tooltipOf(work) };
}

function tooltipOf({ secrets, creations, rotations }: StoredWork): string {
  return [
    ...counted(secrets, l10n.t('1 pending secret'), count => l10n.t('{0} pending secrets', count)),
    ...counted(creations, l10n.t('1 unconfirmed key'), count => l10n.t('{0} unconfirmed keys', count)),
    ...counted(rotations, l10n.t('1 paused rotation'), count => l10n.t('{0} paused rotations', count)),
  ].join(', ');
}

function counted(
  { length }: readonly unknown[],
  one: string,
  several: (count: number) => string,
): readonly string[] {
  if (length === 0) return [];
  return [length === 1 ? one : several(length)];
}
