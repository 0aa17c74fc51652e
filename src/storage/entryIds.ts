// The IDs of a project's entries start with that of the project and a slash, which no ID of Sinch's has: each is a path
// segment of its API.

/** What the IDs of the entries of a project start with, or of all projects. */
export function startOf(projectId: string | undefined): string {
  return projectId === undefined ? '' : `${projectId}/`;
}

/** The ID of the project that an entry belongs to. */
export function projectOf(entryId: string): string {
  return entryId.slice(0, entryId.indexOf('/'));
}

interface Entries {
  ids(start: string): Promise<readonly string[]>;
  get(id: string): Promise<unknown>;
  delete(id: string): Promise<void>;
}

/** Deletes the entries whose IDs start with `start`. @throws SecretStorageError */
export async function deleteAll(entries: Pick<Entries, 'ids' | 'delete'>, start: string): Promise<void> {
  for (const id of await entries.ids(start)) await entries.delete(id);
}

/** Deletes those of them that can't be read. @throws SecretStorageError */
export async function deleteUnreadable(entries: Entries, start: string): Promise<void> {
  for (const id of await entries.ids(start))
    if ((await entries.get(id)) === undefined) await entries.delete(id);
}
