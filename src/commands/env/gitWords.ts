import { l10n } from '../../l10n';
import type { GitStatus } from '../../envFiles/gitStatus';

/** What Git does with a file, in a few words. */
export function gitWords(git: GitStatus | undefined): string {
  if (!git) return l10n.t('not in a Git repository');
  if (git.ignored)
    return git.tracked === false ? l10n.t('ignored by Git') : l10n.t('matched by an ignore rule');

  if (git.ignored === undefined) return l10n.t('perhaps not ignored by Git');
  return git.tracked ? l10n.t('tracked by Git') : l10n.t('not ignored by Git');
}
