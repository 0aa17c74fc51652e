import type { Connections } from '../projects/connections';
import type { Credentials } from '../projects/credentials';
import type { ProjectList } from '../projects/projectList';
import type { JournalEntry } from '../storage/journal';
import type { CreationEntry, Creations } from './creations';
import type { KeyStore } from './keyStore';
import type { PendingKey, PendingSecrets } from './pendingSecrets';

/** The rotations, as far as they have to be known here. */
interface RotationJournal<R> {
  list(projectId?: string): Promise<readonly JournalEntry<R>[]>;
  end(rotation: R): Promise<void>;
  endUnreadable(projectId?: string): Promise<void>;
}

export interface StoredDataParts<R> {
  readonly projects: Pick<ProjectList, 'all' | 'remove'>;
  readonly credentials: Pick<Credentials, 'ids' | 'delete'>;
  readonly connections: Pick<Connections, 'close'>;
  readonly keys: Pick<KeyStore, 'forget'>;
  readonly pendingSecrets: Pick<PendingSecrets, 'list' | 'drop' | 'dropUnlisted'>;
  readonly creations: Pick<Creations, 'list' | 'end' | 'endUnreadable'>;
  readonly rotations: RotationJournal<R>;
}

/** What is stored for a project beside its credential, or for all projects. */
export interface StoredData<R> {
  readonly secrets: readonly PendingKey[];
  readonly creations: readonly CreationEntry[];
  readonly rotations: readonly JournalEntry<R>[];
}

export type RemoveResult<R> =
  | { readonly kind: 'removed' | 'denied' }
  /** This window does it now: it would go on, and leave a secret nobody is told of. Nothing was removed. */
  | { readonly kind: 'rotating'; readonly rotation: R }
  | { readonly kind: 'creating'; readonly displayName: string };

/**
 * Removes a project from the list, or all, with everything that is stored for it, once that is confirmed. Nothing
 * changes at Sinch.
 * @param projectId undefined for all, those of other lists too
 * @throws SecretStorageError
 */
export async function removeStoredData<R>(
  parts: StoredDataParts<R>,
  projectId: string | undefined,
  confirmRemove: (data: StoredData<R>) => Promise<boolean>,
): Promise<RemoveResult<R>> {
  const { projects, credentials, connections, keys } = parts;
  const data = await readStoredData(parts, projectId);
  const rotating = data.rotations.find(isHere);
  if (rotating) return { kind: 'rotating', rotation: rotating.value };
  const creating = data.creations.find(isHere);
  if (creating) return { kind: 'creating', displayName: creating.value.displayName };
  if (!(await confirmRemove(data))) return { kind: 'denied' };
  await removeEntries(parts, projectId, data);
  const signedIn = projectId === undefined ? await credentials.ids() : [projectId];
  for (const id of signedIn) await credentials.delete(id);
  const removed = projectId === undefined ? projects.all().map(({ id }) => id) : [projectId];
  for (const id of removed) {
    await projects.remove(id);
    connections.close(id);
    keys.forget(id);
  }
  return { kind: 'removed' };
}

async function readStoredData<R>(
  { pendingSecrets, creations, rotations }: StoredDataParts<R>,
  projectId: string | undefined,
): Promise<StoredData<R>> {
  const [secrets, creating, rotating] = await Promise.all([
    pendingSecrets.list(projectId),
    creations.list(projectId),
    rotations.list(projectId),
  ]);
  return { secrets, creations: creating, rotations: rotating };
}

function isHere({ progress }: Pick<JournalEntry<unknown>, 'progress'>): boolean {
  return progress === 'here';
}

async function removeEntries<R>(
  { pendingSecrets, creations, rotations }: StoredDataParts<R>,
  projectId: string | undefined,
  data: StoredData<R>,
): Promise<void> {
  for (const each of data.secrets) await pendingSecrets.drop(each.projectId, each.accessKeyId);
  for (const { id } of data.creations) await creations.end(id);
  for (const { value } of data.rotations) await rotations.end(value);
  await pendingSecrets.dropUnlisted(projectId);
  await creations.endUnreadable(projectId);
  await rotations.endUnreadable(projectId);
}
