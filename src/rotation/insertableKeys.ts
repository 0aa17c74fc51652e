import type { KeyPair } from '../envFiles/plan';
import type { KeyStore } from '../keys/keyStore';
import type { PendingKey, PendingSecret } from '../keys/pendingSecrets';
import { withCurrentName } from '../keys/withCurrentName';
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

/** One of several keys that can be inserted, before its secret is read. */
export interface InsertableKeyChoice {
  readonly key: PendingKey;
  /** False for a key the extension signs in with. */
  readonly isPending: boolean;
}

/** The keys of a project, or of all projects, that can be inserted, each once. @throws SecretStorageError */
export async function insertableKeys(
  parts: InsertableKeyParts,
  projectId?: string,
): Promise<readonly InsertableKeyChoice[]> {
  const pending = (await insertableSecrets(parts, projectId)).map(key => ({
    key: withCurrentName(parts.keys, key),
    isPending: true,
  }));
  const ids = new Set(pending.map(({ key }) => key.accessKeyId));
  const projects = parts.projects.all().filter(({ id }) => projectId === undefined || id === projectId);
  try {
    const signIns = await Promise.all(projects.map(({ id }) => signInKey(parts, id)));
    const others = signIns.filter(key => key !== undefined).filter(({ pair }) => !ids.has(pair.keyId));
    return [...pending, ...others.map(choiceOf)];
  } catch (error) {
    if (pending.length === 0) throw error;
    parts.log.error('The keys the extension signs in with could not be read.', error);
    return pending;
  }
}

function choiceOf({ pair, name }: InsertableKey): InsertableKeyChoice {
  const { projectId, keyId } = pair;
  return { key: { projectId, accessKeyId: keyId, displayName: name }, isPending: false };
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
