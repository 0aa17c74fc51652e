import { l10n } from '../../l10n';
import type { GitStatus } from '../../envFiles/gitStatus';
import type { Risk } from '../../envFiles/risks';

/** What Git does with a file, in a few words. */
export function gitWords(git: GitStatus | undefined): string {
  if (!git) return l10n.t('not in a Git repository');
  if (git.ignored)
    return git.tracked === false ? l10n.t('ignored by Git') : l10n.t('matched by an ignore rule');

  if (git.ignored === undefined) return riskWords({ code: 'perhapsIgnored' });
  return git.tracked ? riskWords({ code: 'tracked' }) : l10n.t('not ignored by Git');
}

/** A risk in a few words. */
export function riskWords({ code }: Pick<Risk, 'code'>): string {
  switch (code) {
    case 'tracked':
      return l10n.t('tracked by Git');
    case 'perhapsTracked':
      return l10n.t('perhaps tracked by Git');
    case 'perhapsIgnored':
      return l10n.t('perhaps not ignored by Git');
    case 'leadsOutside':
      return l10n.t('a link out of the workspace');
    case 'localHistory':
      return l10n.t('copied by the local history');
    case 'rejectedClaim':
      return l10n.t('Sinch rejects its secret');
    case 'uncheckedClaim':
      return l10n.t('its secret couldn’t be checked');
  }
}
