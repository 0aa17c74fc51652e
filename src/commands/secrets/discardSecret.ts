import { l10n } from 'vscode';
import { choosePendingSecret } from './choosePendingSecret';
import type { Parts } from '../parts';

/** Gives a waiting secret up; the key itself stays. */
export async function discardSecret(
  parts: Pick<Parts, 'pendingSecrets' | 'rotations' | 'keys' | 'prompts' | 'log'>,
  argument: unknown,
): Promise<void> {
  const secret = await choosePendingSecret(parts, argument, l10n.t('Drop Secret'));
  if (!secret) return;
  const { projectId, accessKeyId, displayName } = secret;
  const agreed = await parts.prompts.confirm(
    l10n.t('Drop the secret of “{0}”?', displayName),
    l10n.t(
      'Sinch never shows it again. The access key {0} stays; without its secret nobody can sign in with it.',
      accessKeyId,
    ),
    l10n.t('Drop Secret'),
  );
  if (agreed) await parts.pendingSecrets.drop(projectId, accessKeyId);
}
