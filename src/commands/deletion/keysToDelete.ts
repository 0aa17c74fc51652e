import { isNewKeyOf, type Rotation } from '../../rotation/rotations';
import type { Project } from '../../projects/projectList';
import type { AccessKey } from '../../sinch/types';
import { type ChosenKey, knownKeys } from '../choose';
import type { Parts } from '../parts';
import { signInKeys } from '../../projects/signInKeys';

/** An access key that is about to be deleted, and what goes with it. */
export interface KeyToDelete extends ChosenKey {
  /** The projects the extension signs in to with it: its own, and subprojects of that. */
  readonly signsInTo: readonly Project[];
  /** Its secret was not placed yet. */
  readonly secretWaits: boolean;
  /** The name of the key it is to take over from, in a rotation that is not finished. */
  readonly takesOverFrom: string | undefined;
  /** The name of the key that took over from it. */
  readonly replacedBy: string | undefined;
  /** It is the last key of its project, or one of the last that go together. */
  readonly isLast: boolean;
}

/** @throws UserError where the keys of a project can't be had; SecretStorageError */
export async function describeKeysToDelete(
  parts: Pick<Parts, 'projects' | 'credentials' | 'keys' | 'pendingSecrets' | 'rotations'>,
  chosen: readonly ChosenKey[],
): Promise<readonly KeyToDelete[]> {
  const [signIns, pendingSecrets, rotations, survivors] = await Promise.all([
    signInKeys(parts),
    parts.pendingSecrets.list(),
    parts.rotations.list(),
    projectsWithSurvivors(parts, chosen),
  ]);
  return chosen.map(({ project, key }) => ({
    project,
    key,
    signsInTo: signIns.get(key.accessKeyId)?.projects ?? [],
    secretWaits: pendingSecrets.some(
      ({ projectId, accessKeyId }) => projectId === project.id && accessKeyId === key.accessKeyId,
    ),
    takesOverFrom: rotations.find(entry => isNewKeyOf(entry, key))?.value.oldName,
    replacedBy: rotations.find(({ value }) => retires(value, key))?.value.newName,
    isLast: !survivors.has(project.id),
  }));
}

function retires({ step, projectId, oldKeyId }: Rotation, key: AccessKey): boolean {
  return step === 'retire' && projectId === key.projectId && oldKeyId === key.accessKeyId;
}

/** The IDs of the projects that keep a key. */
async function projectsWithSurvivors(
  parts: Pick<Parts, 'keys'>,
  chosen: readonly ChosenKey[],
): Promise<ReadonlySet<string>> {
  const target = new Set(chosen.map(({ key }) => key.accessKeyId));
  const surviving = new Set<string>();
  for (const project of new Set(chosen.map(({ project }) => project))) {
    const all = await knownKeys(parts, project);
    if (all.some(({ accessKeyId }) => !target.has(accessKeyId))) surviving.add(project.id);
  }
  return surviving;
}
