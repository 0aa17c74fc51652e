import type { Parts } from '../parts';

/** Forgets what is under way, of one project or of all. @throws SecretStorageError */
export async function forgetJournals(
  { creations, rotations }: Pick<Parts, 'creations' | 'rotations'>,
  projectId?: string,
): Promise<void> {
  for (const { id } of await creations.unfinished(projectId)) await creations.end(id);
  for (const { value } of await rotations.list(projectId)) await rotations.end(value);
}
