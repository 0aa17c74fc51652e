import { l10n } from '../../l10n';
import { choosePendingSecret } from './choosePendingSecret';
import type { Parts } from '../parts';

/** Discards a pending secret; the key itself stays. */
export async function discardSecret(
  parts: Pick<Parts, 'pendingSecrets' | 'rotations' | 'keys' | 'prompts' | 'log'>,
  argument: unknown,
): Promise<void> {
  const secret = await choosePendingSecret(parts, argument, l10n.t('Discard Secret'));
  if (!secret) return;
  const { projectId, accessKeyId, displayName } = secret;
  const agreed = await parts.prompts.confirm(
    l10n.t('Discard the secret of “{0}”?', displayName),
    l10n.t(
      'Sinch never shows it again. Access key {0} still exists, but nobody can sign in with it without its secret.',
      accessKeyId,
    ),
    l10n.t('Discard Secret'),
  );
  if (agreed) await parts.pendingSecrets.drop(projectId, accessKeyId);
}
