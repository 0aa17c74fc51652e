import { window } from 'vscode';
import { viewId } from '../ids';
import { asNode } from '../keys/nodes';
import type { Parts } from './parts';

/** Asks Sinch again: for the project of a row, or for every project that was looked at. What fails shows in the tree. */
export async function refresh(
  { projects, keys }: Pick<Parts, 'projects' | 'keys'>,
  argument: unknown,
): Promise<void> {
  projects.reread();
  const named = asNode(argument)?.projectId;
  const ids =
    named === undefined
      ? projects.all().flatMap(({ id }) => (keys.peek(id).status === 'unknown' ? [] : [id]))
      : [named];
  await window.withProgress({ location: { viewId } }, () => Promise.all(ids.map(id => keys.reload(id))));
}
