import type { ChosenKey } from '../choose';
import type { SignInKey } from '../../projects/signInKeys';
import type { RotatingParts } from './rotatingParts';

/** The secrets of keys as far as they are kept here, by key ID. @throws SecretStorageError */
export async function knownSecrets(
  { pendingSecrets }: Pick<RotatingParts, 'pendingSecrets'>,
  signIns: ReadonlyMap<string, SignInKey>,
  chosen: readonly ChosenKey[],
): Promise<ReadonlyMap<string, string>> {
  const secrets = new Map<string, string>();
  for (const { project, key } of chosen) {
    const secret =
      signIns.get(key.accessKeyId)?.keySecret ??
      (await pendingSecrets.get(project.id, key.accessKeyId))?.secret;
    if (secret !== undefined) secrets.set(key.accessKeyId, secret);
  }
  return secrets;
}
