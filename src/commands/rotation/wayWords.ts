import { l10n } from '../../l10n';
import type { Way } from '../../rotation/rotationQuestions';

/** @returns what a way is called, and what it does */
export function wayWords(way: Way): { readonly label: string; readonly description: string } {
  switch (way) {
    case 'deleteOldKey':
      return {
        label: `$(trash) ${wayLabel(way)}`,
        description: l10n.t('when nothing uses it any more'),
      };
    case 'continue':
      return {
        label: `$(debug-continue) ${wayLabel(way)}`,
        description: l10n.t('from where it stopped, without creating a second key'),
      };
    case 'undo':
      return {
        label: `$(discard) ${wayLabel(way)}`,
        description: l10n.t('restore the old key and delete the new one'),
      };
    case 'abandon':
      return {
        label: `$(close) ${wayLabel(way)}`,
        description: l10n.t('leave everything as it is and stop asking'),
      };
  }
}

export function wayLabel(way: Way): string {
  const labels: Readonly<Record<Way, string>> = {
    deleteOldKey: l10n.t('Delete Old Key…'),
    continue: l10n.t('Continue'),
    undo: l10n.t('Undo'),
    abandon: l10n.t('Abandon'),
  };
  return labels[way];
}
