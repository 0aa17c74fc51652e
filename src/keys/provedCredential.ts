import type { Connections } from '../projects/connections';
import type { BoundCredential, Credentials } from '../projects/credentials';
import { type KeyList, listKeys } from './keyList';
import type { KeyStore } from './keyStore';

/** What the user gave, proved to work. */
export interface ProvedCredential extends KeyList {
  readonly projectId: string;
  /** Bound to the addresses it was proved at. */
  readonly credential: BoundCredential;
}

/** Proves a credential with a token and one list call, at its addresses. Rejects as a call does. */
export async function proveCredential(
  connections: Pick<Connections, 'using'>,
  projectId: string,
  credential: BoundCredential,
  signal: AbortSignal,
): Promise<ProvedCredential> {
  const list = await listKeys(connections.using(projectId, credential), signal);
  return { ...list, projectId, credential };
}

/**
 * Keeps a proved credential, and the keys it was proved with, so that showing them takes no other request.
 * @returns whether it is in SecretStorage, or in this window's memory only
 */
export async function keepCredential(
  {
    credentials,
    keys,
  }: { readonly credentials: Pick<Credentials, 'set'>; readonly keys: Pick<KeyStore, 'accept'> },
  { projectId, credential, keys: found, unreadable }: ProvedCredential,
): Promise<'stored' | 'heldInMemory'> {
  const kept = await credentials.set(projectId, credential);
  keys.accept(projectId, found, unreadable);
  return kept;
}
