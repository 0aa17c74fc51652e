import type { Credentials } from '../projects/credentials';
import type { Project, ProjectList } from '../projects/projectList';
import { signInKeys } from '../projects/signInKeys';
import type { AccessKey } from '../sinch/types';
import type { PendingSecrets } from './pendingSecrets';

/** What a key is in a rotation. */
export interface RotationRole {
  /** Name of the key it is going to replace, in an unfinished rotation. */
  readonly rotatedFrom: string | undefined;
  /** Name of the key that replaced it. */
  readonly replacedBy: string | undefined;
}

/** An access key that is about to be deleted, and what goes with it. */
export interface KeyToDelete extends RotationRole {
  readonly project: Project;
  readonly key: AccessKey;
  /** The projects the extension signs in to with it: its own, and subprojects of that. */
  readonly signsInTo: readonly Project[];
  /** Its secret is pending. */
  readonly hasPendingSecret: boolean;
  /** It is the last key of its project, or one of the last that go together. */
  readonly isLast: boolean;
}

type ChosenKey = Pick<KeyToDelete, 'project' | 'key'>;

/** What is known elsewhere about the keys that are to be deleted. */
export interface KeyFacts {
  readonly keysOf: (project: Project) => Promise<readonly AccessKey[]>;
  readonly rolesInRotations: () => Promise<(key: AccessKey) => RotationRole>;
}

/** Rejects as the facts do. @throws SecretStorageError */
export async function describeKeysToDelete(
  parts: {
    readonly projects: Pick<ProjectList, 'all'>;
    readonly credentials: Pick<Credentials, 'get'>;
    readonly pendingSecrets: Pick<PendingSecrets, 'list'>;
  },
  chosen: readonly ChosenKey[],
  { keysOf, rolesInRotations }: KeyFacts,
): Promise<readonly KeyToDelete[]> {
  const [signIns, pendingSecrets, roleOf, survivors] = await Promise.all([
    signInKeys(parts),
    parts.pendingSecrets.list(),
    rolesInRotations(),
    projectsWithSurvivors(chosen, keysOf),
  ]);
  return chosen.map(({ project, key }) => ({
    project,
    key,
    ...roleOf(key),
    signsInTo: signIns.get(key.accessKeyId)?.projects ?? [],
    hasPendingSecret: pendingSecrets.some(
      ({ projectId, accessKeyId }) => projectId === project.id && accessKeyId === key.accessKeyId,
    ),
    isLast: !survivors.has(project.id),
  }));
}

/** The IDs of the projects that keep a key. */
async function projectsWithSurvivors(
  chosen: readonly ChosenKey[],
  keysOf: KeyFacts['keysOf'],
): Promise<ReadonlySet<string>> {
  const goes = new Set(chosen.map(({ key }) => key.accessKeyId));
  const surviving = new Set<string>();
  for (const project of new Set(chosen.map(({ project }) => project))) {
    const all = await keysOf(project);
    if (all.some(({ accessKeyId }) => !goes.has(accessKeyId))) surviving.add(project.id);
  }
  return surviving;
}
