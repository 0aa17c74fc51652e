import type { Project } from '../../projects/projectList';
import { type ChosenKey, knownKeys } from '../choose';
import type { Parts } from '../parts';
import { signInKeys } from '../signInKeys';

/** An access key that is about to be deleted, and what goes with it. */
export interface DoomedKey extends ChosenKey {
  /** The projects the extension signs in to with it: its own, and subprojects of that. */
  readonly signsInTo: readonly Project[];
  /** Its secret was not placed yet. */
  readonly secretWaits: boolean;
  /** It is the last key of its project, or one of the last that go together. */
  readonly isLast: boolean;
}

/** @throws UserError where the keys of a project can't be had; SecretStorageError */
export async function doomedKeys(
  parts: Pick<Parts, 'projects' | 'credentials' | 'keys' | 'waiting'>,
  chosen: readonly ChosenKey[],
): Promise<readonly DoomedKey[]> {
  const [signIns, waiting, survivors] = await Promise.all([
    signInKeys(parts),
    parts.waiting.list(),
    projectsWithSurvivors(parts, chosen),
  ]);
  return chosen.map(({ project, key }) => ({
    project,
    key,
    signsInTo: signIns.get(key.accessKeyId)?.projects ?? [],
    secretWaits: waiting.some(
      ({ projectId, accessKeyId }) => projectId === project.id && accessKeyId === key.accessKeyId,
    ),
    isLast: !survivors.has(project.id),
  }));
}

/** The IDs of the projects that keep a key. */
async function projectsWithSurvivors(
  parts: Pick<Parts, 'keys'>,
  chosen: readonly ChosenKey[],
): Promise<ReadonlySet<string>> {
  const doomed = new Set(chosen.map(({ key }) => key.accessKeyId));
  const surviving = new Set<string>();
  for (const project of new Set(chosen.map(({ project }) => project))) {
    const all = await knownKeys(parts, project);
    if (all.some(({ accessKeyId }) => !doomed.has(accessKeyId))) surviving.add(project.id);
  }
  return surviving;
}
