import type { Connections } from '../projects/connections';
import type { Credentials } from '../projects/credentials';
import type { AccessKey, Credential } from '../sinch/types';
import type { KeyStore } from './keyStore';

/** What the user gave, proved to work. */
export interface ProvedCredential {
  readonly projectId: string;
  readonly credential: Credential;
  readonly keys: readonly AccessKey[];
}

/** Proves a credential with a token and one list call. Rejects as a call does. */
export async function proveCredential(
  connections: Pick<Connections, 'using'>,
  projectId: string,
  credential: Credential,
  signal: AbortSignal,
): Promise<ProvedCredential> {
  const keys: AccessKey[] = [];
  for await (const key of connections.using(projectId, credential).list({ signal })) keys.push(key);
  return { projectId, credential, keys };
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
  { projectId, credential, keys: found }: ProvedCredential,
): Promise<'stored' | 'heldInMemory'> {
  const kept = await credentials.set(projectId, credential);
  keys.accept(projectId, found);
  return kept;
}
