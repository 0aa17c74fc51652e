import { l10n } from '../l10n';
import type { Parts } from './parts';

/** Says that a secret is in this window's memory only. Doesn't wait for an answer. */
export function warnHeldInMemory({ prompts }: Pick<Parts, 'prompts'>, name: string): void {
  void prompts.warn(
    l10n.t(
      'VS Code’s secret storage couldn’t save the secret of “{0}”. Insert or copy it before you close this window, or it is lost.',
      name,
    ),
  );
}
