import { l10n } from 'vscode';
import type { Rotation } from '../../rotation/rotations';

/** What a rotation is at, for its progress; undefined for what takes no time. */
export function stepWords({ step, newName, oldName }: Rotation): string | undefined {
  switch (step) {
    case 'deleteFirst':
    case 'deleteOld':
      return l10n.t('deleting “{0}”…', oldName);
    case 'create':
      return l10n.t('creating “{0}”…', newName);
    case 'prove':
      return l10n.t('signing in with “{0}”…', newName);
    case 'replace':
      return l10n.t('changing files…');
    case 'signIn':
    case 'release':
    case 'retire':
    case 'undo':
      return undefined;
  }
}
