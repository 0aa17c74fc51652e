import { l10n } from '../../l10n';
import type { AccessKey } from '../../sinch/types';
import type { Parts } from '../parts';
import type { RotationChoice } from './rotationPage';

/**
 * Asks in a modal dialog before a rotation that deletes the old keys by itself: the page on which that is chosen can be
 * answered by a stray Enter.
 */
export async function confirmRotation(
  { prompts }: Pick<Parts, 'prompts'>,
  keys: readonly AccessKey[],
  { ending }: RotationChoice,
): Promise<boolean> {
  if (ending !== 'deleteAfter' && ending !== 'deleteNow') return true;
  const [only] = keys;
  return prompts.confirm({
    question:
      keys.length === 1 && only
        ? l10n.t('Rotate “{0}” and delete the old key?', only.displayName)
        : l10n.t('Rotate {0} access keys and delete the old ones?', keys.length),
    detail: [
      ending === 'deleteAfter'
        ? l10n.t('Each old key is deleted right after its files have the new one.')
        : l10n.t('Each old key is deleted even if a file can’t be changed.'),
      l10n.t(
        'Apps that use an old key stop working within a minute, until you deploy them with the new one. This can’t be undone.',
      ),
    ].join(' '),
    keep: l10n.t('Don’t Rotate'),
    action: l10n.t('Rotate and Delete'),
  });
}
