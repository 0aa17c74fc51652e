import { window } from 'vscode';
import { l10n } from '../l10n';
import { viewId } from '../ids';
import { chooseProject } from './choose';
import type { Parts } from './parts';
import { rowsMeant } from './rowsMeant';

/** Asks Sinch again for the projects of the rows it is called on. What fails shows in the tree. */
export async function refresh(
  parts: Pick<Parts, 'projects' | 'keys' | 'prompts'>,
  argument: unknown,
  selection?: unknown,
): Promise<void> {
  parts.projects.reread();
  const named = new Set(rowsMeant(argument, selection).map(({ projectId }) => projectId));
  if (named.size > 0) return reload(parts, [...named]);
  const project = await chooseProject(parts, undefined, l10n.t('Refresh Access Keys'));
  if (project) await reload(parts, [project.id]);
}

/**
 * Reloads the keys of every project whose keys were loaded before. Ignores the focused row, which VS Code passes to the
 * buttons of the view too.
 */
export async function refreshAll({ projects, keys }: Pick<Parts, 'projects' | 'keys'>): Promise<void> {
  projects.reread();
  const known = projects.all().filter(({ id }) => keys.peek(id).status !== 'unknown');
  await reload(
    { keys },
    known.map(({ id }) => id),
  );
}

async function reload({ keys }: Pick<Parts, 'keys'>, ids: readonly string[]): Promise<void> {
  await window.withProgress({ location: { viewId } }, () => Promise.all(ids.map(id => keys.reload(id))));
}
