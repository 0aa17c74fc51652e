import { l10n } from 'vscode';
import { asNode } from '../../keys/nodes';
import { placeableSecrets } from '../../keys/placeableSecrets';
import { named, type WaitingSecret } from '../../keys/waitingSecrets';
import { UserError } from '../../ui/userError';
import type { Parts } from '../parts';
import { assertPlaceable } from './assertPlaceable';

/**
 * The waiting secret of the key `argument` stands for; where there is none, the one the user picks. By the name its key
 * has now.
 * @throws UserError where there is none, or a rotation has to go on first
 */
export async function chooseWaitingSecret(
  parts: Pick<Parts, 'waiting' | 'rotations' | 'keys' | 'prompts' | 'log'>,
  argument: unknown,
  title: string,
): Promise<WaitingSecret | undefined> {
  const { waiting, keys, prompts } = parts;
  const node = asNode(argument);
  if (node && 'accessKeyId' in node) {
    const meant = await waiting.get(node.projectId, node.accessKeyId);
    if (meant) {
      await assertPlaceable(parts, meant);
      return named(keys, meant);
    }
  }
  const all = await placeableSecrets(parts, node?.projectId);
  if (all.length === 0) {
    throw new UserError(
      l10n.t('No secret is waiting. Sinch shows a secret only once, when its key is created.'),
    );
  }
  const chosen = await prompts.pick(
    title,
    l10n.t('The secret of which access key?'),
    all.map(key => ({
      label: `$(key) ${named(keys, key).displayName}`,
      description: `${key.projectId} · ${key.accessKeyId}`,
      value: key,
    })),
  );
  const secret = chosen && (await waiting.get(chosen.projectId, chosen.accessKeyId));
  return secret && named(keys, secret);
}
