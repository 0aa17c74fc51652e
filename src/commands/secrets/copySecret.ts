import type { KeyPair } from '../../envFiles/plan';
import { unseenIn } from '../../foreignText';
import { l10n } from '../../l10n';
import type { PendingSecret } from '../../keys/pendingSecrets';
import { choosePendingSecret } from './choosePendingSecret';
import { askAndDiscard } from './discardSecret';
import { otherCallerSentence } from '../otherCaller';
import type { Parts } from '../parts';

/** Copies a pending secret; it stays pending until the user says that it is saved. */
export async function copySecret(
  parts: Pick<Parts, 'pendingSecrets' | 'rotations' | 'keys' | 'clipboard' | 'prompts' | 'askedBy' | 'log'>,
  argument: unknown,
): Promise<void> {
  const secret = await choosePendingSecret(parts, argument, l10n.t('Copy Secret'));
  if (secret) await copyPendingSecret(parts, secret);
}

export async function copyPendingSecret(
  parts: Pick<Parts, 'pendingSecrets' | 'clipboard' | 'prompts' | 'askedBy'>,
  pending: PendingSecret,
): Promise<void> {
  const { displayName, projectId, accessKeyId, secret } = pending;
  const key = { name: displayName, projectId, keyId: accessKeyId, keySecret: secret };
  const message = await askAndCopy(parts, key);
  if (message === undefined) return;
  const done = l10n.t('I’ve Saved It, Discard…');
  if ((await parts.prompts.notify(message, done, l10n.t('Keep Pending'))) === done)
    await askAndDiscard(parts, pending);
}

/**
 * Copies a secret; asks first if another caller may have started it, or if it has characters a terminal would act on.
 * @returns the message to show; undefined if it was not copied
 */
export async function askAndCopy(
  { clipboard, prompts, askedBy }: Pick<Parts, 'clipboard' | 'prompts' | 'askedBy'>,
  { name, projectId, keyId, keySecret }: KeyPair & { readonly name: string },
): Promise<string | undefined> {
  const warnings = [
    ...(askedBy === 'other' ? [otherCallerSentence()] : []),
    ...(unseenIn(keySecret) === undefined
      ? []
      : [
          l10n.t(
            'It has line breaks, control characters or characters that can’t be seen, which no secret of Sinch has. A terminal may run what you paste.',
          ),
        ]),
  ];
  const isAgreed =
    warnings.length === 0 ||
    (await prompts.confirm({
      question: l10n.t('Copy the secret of “{0}” to the clipboard?', name),
      detail: [l10n.t('Key {0} of project {1}.', keyId, projectId), ...warnings].join('\n\n'),
      keep: l10n.t('Don’t Copy'),
      action: l10n.t('Copy Secret'),
    }));
  return isAgreed ? copiedSentence(name, await clipboard.copySecret(keySecret)) : undefined;
}

/** @param seconds until the clipboard is cleared; 0 when it isn't */
function copiedSentence(name: string, seconds: number): string {
  return seconds === 0
    ? l10n.t('The secret of “{0}” is on the clipboard.', name)
    : l10n.t(
        'The secret of “{0}” is on the clipboard. It is cleared in {1} seconds if this window is still open.',
        name,
        seconds,
      );
}
