import { Creations } from '../../src/keys/creations';
import { PendingSecrets } from '../../src/keys/pendingSecrets';
import type { SecretVault } from '../../src/storage/secretVault';
import type { MemoryLog } from './memoryLog';

/** The pending secrets in a storage, and the creates there that they settle. */
export function openPendingSecrets(secrets: SecretVault, log: MemoryLog) {
  const creations = new Creations({ secrets, log, session: 'session' });
  return { creations, pendingSecrets: new PendingSecrets(secrets, log, creations) };
}
