import type { Credentials } from './credentials';
import type { Project, ProjectList } from './projectList';

/** A key that the extension signs in with. */
export interface SignInKey {
  /** The projects it signs in to: its own project, and subprojects of that. */
  readonly projects: readonly Project[];
  readonly keySecret: string;
}

/** The keys that the extension signs in with, by key ID. @throws SecretStorageError */
export async function signInKeys({
  projects,
  credentials,
}: {
  readonly projects: Pick<ProjectList, 'all'>;
  readonly credentials: Pick<Credentials, 'get'>;
}): Promise<ReadonlyMap<string, SignInKey>> {
  const all = await Promise.all(
    projects.all().map(async project => ({ project, credential: await credentials.get(project.id) })),
  );
  const byKey = new Map<string, SignInKey>();
  for (const { project, credential } of all) {
    if (credential?.kind !== 'keyPair') continue;
    const { keyId, keySecret } = credential;
    byKey.set(keyId, { projects: [...(byKey.get(keyId)?.projects ?? []), project], keySecret });
  }
  return byKey;
}
