import type { Credentials } from '../projects/credentials';
import type { Logger } from '../ui/log';
import { readOr } from '../storage/readOr';
import { noWork, type StoredWork, type WorkByProject } from './storedWork';
import type { FileUses } from '../keys/fileUses';
import type { ProjectKeys } from '../keys/keyStore';
import { isUnfinished, retiringBy } from '../rotation/rotations';
import { type Node, signInNeeded } from './nodes';
import type { KeyMarks } from './treeItem';

/** What is stored for a project on this side: some rows, and the marks on others, are drawn from it. */
export interface ProjectDetails extends StoredWork {
  readonly signInKeyId: string | undefined;
}

export const noDetails: ProjectDetails = { ...noWork, signInKeyId: undefined };

/** Never rejects: what SecretStorage doesn't answer is left out, and the log says so. */
export async function readProjectDetails(
  { credentials, log }: { readonly credentials: Credentials; readonly log: Logger },
  projectId: string,
  reading: ReturnType<WorkByProject['read']>,
): Promise<ProjectDetails> {
  const [credential, work] = await Promise.all([
    readOr(log, { what: 'credential', projectId }, credentials.get(projectId), undefined),
    reading,
  ]);
  const signInKeyId = credential?.kind === 'keyPair' ? credential.keyId : undefined;
  return { ...(work.get(projectId) ?? noWork), signInKeyId };
}

/** What the row of a key says beside its name and age. */
export function marksOf(
  accessKeyId: string,
  { signInKeyId, rotations, secrets }: ProjectDetails,
  fileUses: Pick<FileUses, 'of'>,
): KeyMarks {
  return {
    signsIn: signInKeyId === accessKeyId,
    retiring: retiringBy(rotations, accessKeyId),
    isPending: secrets.some(secret => secret.accessKeyId === accessKeyId),
    uses: fileUses.of(accessKeyId)?.length ?? 0,
  };
}

/** The rows below a project, from top to bottom. */
export function rowsOf(projectId: string, state: ProjectKeys, details: ProjectDetails): readonly Node[] {
  const keys = state.status === 'unknown' ? [] : state.keys;
  const isEmpty = state.status === 'loaded' && keys.length === 0 && !state.unreadable;
  const rotations = details.rotations.filter(isUnfinished);
  return [
    ...(state.status === 'failed'
      ? [{ kind: signInNeeded(state) ?? ('loadFailed' as const), projectId }]
      : []),
    ...rotations.map(({ value }) => ({ kind: 'rotation' as const, projectId, accessKeyId: value.oldKeyId })),
    ...details.creations.map(({ id }) => ({ kind: 'unconfirmedKey' as const, projectId, creationId: id })),
    ...details.secrets.map(({ accessKeyId }) => ({ kind: 'pendingSecret' as const, projectId, accessKeyId })),
    ...keys.map(({ accessKeyId }) => ({ kind: 'key' as const, projectId, accessKeyId })),
    ...(isEmpty ? [{ kind: 'noKeys' as const, projectId }] : []),
  ];
}
