import { l10n } from '../../l10n';
import type { PendingSecret } from '../../keys/pendingSecrets';
import { choosePendingSecret } from './choosePendingSecret';
import { askAndDiscard } from './discardSecret';
import type { Parts } from '../parts';

/** Copies a pending secret; it stays pending until the user says that it is saved. */
export async function copySecret(
  parts: Pick<Parts, 'pendingSecrets' | 'rotations' | 'keys' | 'clipboard' | 'prompts' | 'log'>,
  argument: unknown,
): Promise<void> {
  const secret = await choosePendingSecret(parts, argument, l10n.t('Copy Secret'));
  if (secret) await copyPendingSecret(parts, secret);
}

export async function copyPendingSecret(
  parts: Pick<Parts, 'pendingSecrets' | 'clipboard' | 'prompts'>,
  pending: PendingSecret,
): Promise<void> {
  const seconds = await parts.clipboard.copySecret(pending.secret);
  const done = l10n.t('I’ve Saved It, Discard…');
  const message = copiedSentence(pending.displayName, seconds);
  if ((await parts.prompts.notify(message, done, l10n.t('Keep Pending'))) === done)
    await askAndDiscard(parts, pending);
}

/** @param seconds until the clipboard is cleared; 0 when it isn't */
export function copiedSentence(name: string, seconds: number): string {
  return seconds === 0
    ? l10n.t('The secret of “{0}” is on the clipboard.', name)
    : l10n.t(
        'The secret of “{0}” is on the clipboard. It is cleared in {1} seconds if this window is still open.',
        name,
        seconds,
      );
}
