import { l10n } from 'vscode';
import type { WaitingSecret } from '../../keys/waitingSecrets';
import { chooseWaitingSecret } from './chooseWaitingSecret';
import type { Parts } from '../parts';

/** Copies a waiting secret; it goes on waiting until the user says that it arrived. */
export async function copySecret(
  parts: Pick<Parts, 'waiting' | 'clipboard' | 'prompts'>,
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
  const message =
    seconds === 0
      ? l10n.t('The secret of “{0}” is on the clipboard.', displayName)
      : l10n.t(
          'The secret of “{0}” is on the clipboard, which is cleared in {1} seconds.',
          displayName,
          seconds,
        );
  if ((await prompts.notify(message, done, l10n.t('Keep It Waiting'))) === done) {
    await waiting.drop(projectId, accessKeyId);
  }
}
