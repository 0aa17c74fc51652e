import type { KeyPair } from '../envFiles/plan';
import type { KeyStore } from '../keys/keyStore';
import { type PendingSecret, withCurrentName } from '../keys/pendingSecrets';
import type { Credentials } from '../projects/credentials';
import type { ProjectList } from '../projects/projectList';
import { insertableSecrets, type InsertableSecretParts } from './insertableSecrets';

export interface InsertableKeyParts extends InsertableSecretParts {
  readonly projects: Pick<ProjectList, 'all'>;
  readonly credentials: Pick<Credentials, 'get'>;
  readonly keys: Pick<KeyStore, 'find'>;
}

/** An access key whose secret VS Code has. */
export interface InsertableKey {
  readonly pair: KeyPair;
  readonly name: string;
  /** Undefined for a key whose secret is not pending: the extension signs in with it. */
  readonly pending: PendingSecret | undefined;
}

/** The keys of a project, or of all projects, that can be inserted, each once. @throws SecretStorageError */
export async function insertableKeys(
  parts: InsertableKeyParts,
  projectId?: string,
): Promise<readonly InsertableKey[]> {
  const pending = await pendingKeys(parts, projectId);
  const ids = new Set(pending.map(({ pair }) => pair.keyId));
  const projects = parts.projects.all().filter(({ id }) => projectId === undefined || id === projectId);
  try {
    const signIns = await Promise.all(projects.map(({ id }) => signInKey(parts, id)));
    const others = signIns.filter(key => key !== undefined).filter(({ pair }) => !ids.has(pair.keyId));
    return [...pending, ...others];
  } catch (error) {
    if (pending.length === 0) throw error;
    parts.log.error('The keys the extension signs in with could not be read.', error);
    return pending;
  }
}

/** A key that can be inserted; undefined if VS Code doesn't have its secret. @throws SecretStorageError */
export async function insertableKey(
  parts: InsertableKeyParts,
  projectId: string,
  accessKeyId: string,
): Promise<InsertableKey | undefined> {
  const pending = await parts.pendingSecrets.get(projectId, accessKeyId);
  if (pending) return pendingKey(parts, pending);
  const signIn = await signInKey(parts, projectId);
  return signIn?.pair.keyId === accessKeyId ? signIn : undefined;
}

async function pendingKeys(
  parts: InsertableKeyParts,
  projectId: string | undefined,
): Promise<readonly InsertableKey[]> {
  const all = await insertableSecrets(parts, projectId);
  const secrets = await Promise.all(
    all.map(({ projectId, accessKeyId }) => parts.pendingSecrets.get(projectId, accessKeyId)),
  );
  return secrets.filter(secret => secret !== undefined).map(secret => pendingKey(parts, secret));
}

function pendingKey({ keys }: InsertableKeyParts, secret: PendingSecret): InsertableKey {
  const pending = withCurrentName(keys, secret);
  const { projectId, accessKeyId, displayName } = pending;
  return { pair: { projectId, keyId: accessKeyId, keySecret: pending.secret }, name: displayName, pending };
}

async function signInKey(
  { credentials, keys }: InsertableKeyParts,
  projectId: string,
): Promise<InsertableKey | undefined> {
  const credential = await credentials.get(projectId);
  if (credential?.kind !== 'keyPair') return undefined;
  const { keyId, keySecret } = credential;
  const name = keys.find(projectId, keyId)?.displayName ?? keyId;
  return { pair: { projectId, keyId, keySecret }, name, pending: undefined };
}
