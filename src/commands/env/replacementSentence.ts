import { l10n } from '../../l10n';
import type { Replacement, ReplacementFailure } from '../../envFiles/replacePair';
import { undecidedSentence } from './findingSentences';
import { changingSentence, editRefusedSentence, refusalSentence } from './refusalSentences';

/** The names of two keys. */
export interface Replacing {
  readonly from: string;
  readonly to: string;
}

/** Why a key in a file was not replaced as it should be; undefined if it was. */
export function replacementSentence(
  file: string,
  replacement: Replacement,
  keys: Replacing,
): string | undefined {
  switch (replacement.kind) {
    case 'replaced':
    case 'alreadyThere':
    case 'idReplaced':
      return undefined;
    case 'unsaved':
      return l10n.t('“{0}” was inserted into {1}, which is not saved yet.', keys.to, file);
    case 'failed':
      return failureSentence(file, replacement.why, keys);
  }
}

function failureSentence(file: string, why: ReplacementFailure, { from, to }: Replacing): string {
  switch (why.code) {
    case 'gone':
      return l10n.t('{0} no longer exists.', file);
    case 'notHeld':
      return l10n.t('No variable in {0} has the value “{1}” any more. The file was not changed.', file, from);
    case 'noPair':
      return l10n.t(
        '{0} in {1} has the ID of “{2}”, but it is unclear which variable has its secret. The file was not changed. Replace both yourself.',
        why.name,
        file,
        from,
      );
    case 'otherSecret':
      return l10n.t(
        '{0} in {1} doesn’t have the secret of “{2}” but something else, such as a reference to it. The file was not changed. Replace the secret where you keep it.',
        why.name,
        file,
        from,
      );
    case 'changed':
      return changingSentence(file);
    case 'unsavable':
      return l10n.t('“{0}” was inserted into {1}, but the file couldn’t be saved. Save it.', to, file);
    case 'differs':
      return l10n.t(
        '{0} was saved, but “{1}” can’t be read back from it: something else changed the file. Check it, then try again.',
        file,
        to,
      );
    case 'editRefused':
      return editRefusedSentence(file);
    case 'file':
    case 'fileOfTool':
    case 'tooBig':
    case 'binary':
    case 'controlCharacter':
    case 'conflictMarkers':
    case 'browserExposed':
    case 'edit':
      return refusalSentence(file, why);
    default:
      return undecidedSentence(why, file);
  }
}
