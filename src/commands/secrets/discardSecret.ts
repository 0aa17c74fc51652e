import { l10n } from '../../l10n';
import type { PendingKey } from '../../keys/pendingSecrets';
import { choosePendingSecret } from './choosePendingSecret';
import type { Parts } from '../parts';

/** Discards a pending secret; the key itself stays. */
export async function discardSecret(
  parts: Pick<Parts, 'pendingSecrets' | 'rotations' | 'keys' | 'prompts' | 'log'>,
  argument: unknown,
): Promise<void> {
  const secret = await choosePendingSecret(parts, argument, l10n.t('Discard Secret'));
  if (secret) await askAndDiscard(parts, secret);
}

/** Discards a pending secret after a question in a modal dialog: Sinch never shows it again. */
export async function askAndDiscard(
  { pendingSecrets, prompts }: Pick<Parts, 'pendingSecrets' | 'prompts'>,
  secret: PendingKey,
): Promise<void> {
  const { accessKeyId, displayName } = secret;
  const agreed = await prompts.confirm({
    question: l10n.t('Discard the secret of “{0}”?', displayName),
    detail: l10n.t(
      'Sinch never shows it again. Access key {0} still exists, but nobody can sign in with it without its secret.',
      accessKeyId,
    ),
    keep: l10n.t('Keep Secret'),
    action: l10n.t('Discard Secret'),
  });
  if (agreed) await pendingSecrets.settle(secret);
}
