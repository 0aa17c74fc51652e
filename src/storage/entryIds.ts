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
