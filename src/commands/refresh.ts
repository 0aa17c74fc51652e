import { window } from 'vscode';
import { viewId } from '../ids';
import type { Parts } from './parts';
import { rowsMeant } from './rowsMeant';

/**
 * Asks Sinch again: for the projects of the rows it is called on, or for every project that was looked at. What fails
 * shows in the tree.
 */
export async function refresh(
  { projects, keys }: Pick<Parts, 'projects' | 'keys'>,
  argument: unknown,
  selection?: unknown,
): Promise<void> {
  projects.reread();
  const named = new Set(rowsMeant(argument, selection).map(({ projectId }) => projectId));
  const ids =
    named.size === 0
      ? projects.all().flatMap(({ id }) => (keys.peek(id).status === 'unknown' ? [] : [id]))
      : [...named];
  await window.withProgress({ location: { viewId } }, () => Promise.all(ids.map(id => keys.reload(id))));
}
