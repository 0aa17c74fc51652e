import { l10n } from 'vscode';
import type { WaitingSecret } from '../../keys/waitingSecrets';
import { chooseWaitingSecret } from './chooseWaitingSecret';
import type { Parts } from '../parts';

/** Copies a waiting secret; it goes on waiting until the user says that it arrived. */
export async function copySecret(
  parts: Pick<Parts, 'waiting' | 'rotations' | 'keys' | 'clipboard' | 'prompts' | 'log'>,
  argument: unknown,
): Promise<void> {
  const secret = await chooseWaitingSecret(parts, argument, l10n.t('Copy Secret'));
  if (secret) await copyWaitingSecret(parts, secret);
}

export async function copyWaitingSecret(
  { waiting, clipboard, prompts }: Pick<Parts, 'waiting' | 'clipboard' | 'prompts'>,
  { projectId, accessKeyId, displayName, secret }: WaitingSecret,
): Promise<void> {
  const seconds = await clipboard.copySecret(secret);
  const done = l10n.t('It Arrived: Drop It');
  const message = copiedSentence(displayName, seconds);
  if ((await prompts.notify(message, done, l10n.t('Keep It Waiting'))) === done) {
    await waiting.drop(projectId, accessKeyId);
  }
}

/** @param seconds until the clipboard is cleared; 0 when it isn't */
export function copiedSentence(name: string, seconds: number): string {
  return seconds === 0
    ? l10n.t('The secret of “{0}” is on the clipboard.', name)
    : l10n.t(
        'The secret of “{0}” is on the clipboard. It is taken off in {1} seconds if this window is still open then.',
        name,
        seconds,
      );
}
