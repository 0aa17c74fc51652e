import { literal, object, variant } from 'valibot';
import { secretPrefixes } from '../ids';
import type { Credential } from '../sinch/types';
import { SecretEntries } from '../storage/secretEntries';
import type { SecretVault } from '../storage/secretVault';
import { filled } from '../storage/storedText';
import type { Logger } from '../ui/log';

const storedCredential = variant('kind', [
  object({ kind: literal('keyPair'), keyId: filled, keySecret: filled }),
  object({ kind: literal('bearerToken'), token: filled }),
]);

/** The credential of each project, by project ID. */
export type Credentials = SecretEntries<Credential>;

export function createCredentials(secrets: SecretVault, log: Logger): Credentials {
  return new SecretEntries({ secrets, prefix: secretPrefixes.credential, schema: storedCredential, log });
}
