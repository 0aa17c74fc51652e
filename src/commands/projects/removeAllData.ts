import { l10n } from '../../l10n';
import type { Parts } from '../parts';
import { askAndRemove, type RemoveParts } from './storedData';

/**
 * Removes every project, credential and pending secret from VS Code. Nothing changes at Sinch. VS Code's
 * profiles share secret storage, so the secrets of other profiles are removed too.
 */
export async function removeAllData(parts: RemoveParts & Pick<Parts, 'envFiles'>): Promise<void> {
  const isRemoved = await askAndRemove(parts, undefined, {
    question: l10n.t('Remove all data?'),
    detail: l10n.t(
      'This removes all projects, credentials and secrets from VS Code, including the credentials and secrets of its other profiles. Nothing changes at Sinch.',
    ),
    keep: l10n.t('Keep Data'),
    action: l10n.t('Remove All Data'),
  });
  if (isRemoved) await parts.envFiles.recent.clear();
}
