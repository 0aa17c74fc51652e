import type { FileUse } from '../keys/fileUses';
import type { PendingKey } from '../keys/pendingSecrets';
import type { Verification } from '../keys/verifications';
import type { Retiring } from '../rotation/rotations';
import type { IdPart, PairInText } from './keyFileText';

/** What is known of an access key without asking Sinch. */
export interface KnownKey {
  readonly projectId: string;
  readonly accessKeyId: string;
  readonly displayName: string;
  readonly createTime: Date | undefined;
  /** `listed`: loaded in this window. `remembered`: as an earlier window loaded it. `deleted`: no longer in the list. */
  readonly state: 'listed' | 'remembered' | 'deleted';
}

/** What is known of the user's projects and keys at one moment. Holds no secret. */
export interface Known {
  /** The name of a project in the list; undefined for another. */
  project(projectId: string): string | undefined;
  key(accessKeyId: string): KnownKey | undefined;
  /** Whether all keys of the project were loaded in this window. */
  isListed(projectId: string): boolean;
  retiring(key: Pick<KnownKey, 'projectId' | 'accessKeyId'>): Retiring | undefined;
  /** The keys whose secrets are pending and may be inserted. */
  readonly pending: readonly PendingKey[];
  /** The files of the workspace that use a key; undefined while that isn't known. */
  uses(accessKeyId: string): readonly FileUse[] | undefined;
  /** The result of the last check of a pair, by its fingerprint. */
  verification(fingerprint: string): Verification | undefined;
}

/** A pair of a text, and what is known of it. */
export interface KnownPair {
  readonly pair: PairInText;
  readonly key: KnownKey | undefined;
  /** The project the file names, else the key's. */
  readonly project: { readonly id: string; readonly name: string | undefined } | undefined;
  /** Whether all keys of that project were loaded in this window. */
  readonly isListed: boolean;
  readonly retiring: Retiring | undefined;
  readonly verification: Verification | undefined;
  /** The files of the workspace that use the key, this one too; undefined while that isn't known. */
  readonly uses: readonly FileUse[] | undefined;
  /** The pending secrets that fit in here, that of the key that replaces this one too. */
  readonly fitting: readonly PendingKey[];
}

/** The pairs of a text that are access keys, with what is known of each. */
export function lookUp(pairs: readonly PairInText[], known: Known): readonly KnownPair[] {
  return pairs.flatMap(pair => {
    const keyId = pair.keyId?.value;
    const key = keyId === undefined ? undefined : known.key(keyId);
    if (pair.isDoubtful && !key) return [];
    const projectId = pair.projectId?.value ?? key?.projectId;
    const retiring = key && known.retiring(key);
    return {
      pair,
      key,
      project: projectId === undefined ? undefined : { id: projectId, name: known.project(projectId) },
      isListed: projectId !== undefined && known.isListed(projectId),
      retiring,
      verification: pair.fingerprint === undefined ? undefined : known.verification(pair.fingerprint),
      uses: keyId === undefined ? undefined : known.uses(keyId),
      fitting: known.pending.filter(
        pending => pending.accessKeyId === retiring?.newKeyId || fits(pending, pair),
      ),
    };
  });
}

/** Whether a pending secret may go here: nothing else is there, and the IDs, as far as there are any, are its own. */
function fits({ projectId, accessKeyId }: PendingKey, { keySecret, ...ids }: PairInText): boolean {
  const isFor = (part: IdPart | undefined, id: string): boolean =>
    part === undefined || part.state === 'blank' || part.value === id;
  const isBlank = keySecret === undefined || keySecret.state === 'blank';
  return isBlank && isFor(ids.projectId, projectId) && isFor(ids.keyId, accessKeyId);
}
