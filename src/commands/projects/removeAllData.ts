import { l10n } from 'vscode';
import type { Parts } from '../parts';
import { askAndRemove, type RemoveParts } from './storedData';

/**
 * Removes every project, credential and waiting secret from VS Code. Nothing changes at Sinch. What is secret is shared by
 * the profiles of VS Code, so what others keep goes too.
 */
export async function removeAllData(parts: RemoveParts & Pick<Parts, 'envFiles'>): Promise<void> {
  const isRemoved = await askAndRemove(parts, undefined, {
    question: l10n.t('Forget everything?'),
    detail: l10n.t(
      'All projects, credentials and secrets are removed from VS Code, the credentials and secrets of its other profiles too. Nothing changes at Sinch.',
    ),
    action: l10n.t('Forget Everything'),
  });
  if (isRemoved) await parts.envFiles.recent.clear();
}
