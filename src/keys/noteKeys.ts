import { lastKnownKeysPrefix } from '../ids';
import type { ProjectList, ProjectState } from '../projects/projectList';
import type { Subscription } from '../storage/secretVault';
import type { KeyStore } from './keyStore';

/**
 * Notes the names and times of each project's keys in global state whenever they are loaded, so that the editor can
 * name a key before its project is loaded; forgets those of a project that is removed. Keys have no secrets here.
 */
export function noteKeys(
  keys: Pick<KeyStore, 'onDidChange' | 'peek'>,
  projects: Pick<ProjectList, 'get'>,
  state: Pick<ProjectState, 'update'>,
): Subscription {
  return keys.onDidChange(id => {
    const known = keys.peek(id);
    const list = known.status === 'loaded' ? known.keys : undefined;
    if (list || !projects.get(id)) void state.update(lastKnownKeysPrefix + id, list);
  });
}
