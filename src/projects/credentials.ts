import { exactOptional, literal, object, variant } from 'valibot';
import { secretPrefixes } from '../ids';
import type { Credential } from '../sinch/types';
import { SecretEntries } from '../storage/secretEntries';
import type { SecretVault } from '../storage/secretVault';
import { filled } from '../storage/storedText';
import type { Logger } from '../ui/log';
import type { Origins } from './addresses';

/** A credential, and the only origins it may be sent to; Sinch's own if it has none. */
export type BoundCredential = Credential & { readonly origins?: Origins };

const origins = exactOptional(object({ account: filled, token: filled }));

const storedCredential = variant('kind', [
  object({ kind: literal('keyPair'), keyId: filled, keySecret: filled, origins }),
  object({ kind: literal('bearerToken'), token: filled, origins }),
]);

/** The credential of each project, by project ID. */
export type Credentials = SecretEntries<BoundCredential>;

export function createCredentials(secrets: SecretVault, log: Logger): Credentials {
  return new SecretEntries({ secrets, prefix: secretPrefixes.credential, schema: storedCredential, log });
}
