import { l10n } from '../../l10n';
import { asNode } from '../../tree/nodes';
import { insertableSecrets } from '../../rotation/insertableSecrets';
import type { PendingSecret } from '../../keys/pendingSecrets';
import { withCurrentName } from '../../keys/withCurrentName';
import { UserError } from '../../ui/userError';
import type { Parts } from '../parts';
import { assertInsertable } from './assertInsertable';

/**
 * The pending secret of the key of the row `argument`; without one, the one the user picks. It has the current name of
 * its key.
 * @throws UserError if there is none, or a rotation has to be continued first
 */
export async function choosePendingSecret(
  parts: Pick<Parts, 'pendingSecrets' | 'rotations' | 'keys' | 'prompts' | 'log'>,
  argument: unknown,
  title: string,
): Promise<PendingSecret | undefined> {
  const { pendingSecrets, keys, prompts } = parts;
  const node = asNode(argument);
  if (node && 'accessKeyId' in node) {
    const meant = await pendingSecrets.get(node.projectId, node.accessKeyId);
    if (meant) {
      await assertInsertable(parts, meant);
      return withCurrentName(keys, meant);
    }
  }
  const all = await insertableSecrets(parts, node?.projectId);
  if (all.length === 0) {
    throw new UserError(
      l10n.t('There are no pending secrets. Sinch shows a secret only once, when its key is created.'),
    );
  }
  const chosen = await prompts.pick(
    title,
    l10n.t('Which pending secret?'),
    all.map(key => ({
      label: `$(key) ${withCurrentName(keys, key).displayName}`,
      description: `${key.projectId} · ${key.accessKeyId}`,
      value: key,
    })),
  );
  const secret = chosen && (await pendingSecrets.get(chosen.projectId, chosen.accessKeyId));
  return secret && withCurrentName(keys, secret);
}
