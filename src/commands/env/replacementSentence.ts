import { l10n } from 'vscode';
import type { Replacement, ReplacementFailure } from '../../envFiles/replacePair';
import { editFailureSentence, fileRefusalSentence, textRefusalSentence } from './envFileSentences';

/** The names of two keys. */
export interface Replacing {
  readonly from: string;
  readonly to: string;
}

/** What there is to say about a file in which a key was to take the place of another; undefined where it did. */
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
      return l10n.t('“{0}” stands in {1}, which is not saved yet.', keys.to, file);
    case 'failed':
      return failureSentence(file, replacement.why, keys);
  }
}

function failureSentence(file: string, why: ReplacementFailure, { from, to }: Replacing): string {
  switch (why.code) {
    case 'file':
      return fileSentence(file, why.refusal);
    case 'text':
      return why.refusal.code === 'conflictMarkers'
        ? l10n.t(
            '{0} has a merge conflict in line {1}. Settle it, then try again.',
            file,
            why.refusal.line + 1,
          )
        : textRefusalSentence(file, why.refusal);
    case 'edit':
      return editFailureSentence(file, why.failure);
    case 'gone':
      return l10n.t('{0} is not there any more.', file);
    case 'notHeld':
      return l10n.t('No variable in {0} holds “{1}” any more. It was not changed.', file, from);
    case 'noPair':
      return l10n.t(
        '{0} in {1} holds the ID of “{2}”, but which variable holds its secret can’t be told. The file was not changed; replace both by hand.',
        why.name,
        file,
        from,
      );
    case 'otherSecret':
      return l10n.t(
        '{0} in {1} holds something else than the secret of “{2}”, such as a reference to it. The file was not changed; replace the secret where it is kept.',
        why.name,
        file,
        from,
      );
    case 'unsavedEdit':
      return l10n.t(
        'You have edited {0} in {1} and not saved it. Save or undo that, then try again.',
        why.names.join(', '),
        file,
      );
    case 'unterminatedQuote':
      return l10n.t(
        'The quote that opens in line {0} of {1} is never closed: programs disagree on what follows. Close it, then try again.',
        why.line + 1,
        file,
      );
    case 'escapedQuote':
      return l10n.t(
        'The value in line {0} of {1} ends in a backslash before its closing quote: some programs read on to the next quote, which “{2}” would need. Write that value otherwise, then try again.',
        why.line + 1,
        file,
        to,
      );
    case 'mixedLineBreaks':
      return l10n.t(
        '{0} mixes kinds of line breaks, and VS Code would give all lines the same. Save it with one kind (in the status bar), then try again.',
        file,
      );
    case 'changed':
      return l10n.t('{0} keeps changing and was left alone. Try again.', file);
    case 'unsavable':
      return l10n.t('“{0}” stands in {1}, but the file could not be saved. Save it.', to, file);
    case 'differs':
      return l10n.t(
        '{0} was saved, but “{1}” does not read back from it: something else changed the file. Look at it, then try again.',
        file,
        to,
      );
    case 'editRefused':
      return l10n.t('VS Code could not edit {0}. Check that it is writable, then try again.', file);
  }
}

function fileSentence(
  file: string,
  refusal: Extract<ReplacementFailure, { code: 'file' }>['refusal'],
): string {
  switch (refusal) {
    case 'otherName':
      return l10n.t('{0} is no .env file: replace the key there by hand.', file);
    case 'stale':
      return l10n.t(
        'Something else changed {0} on disk, and the editor still shows what it was. Reload it, then try again.',
        file,
      );
    default:
      return fileRefusalSentence(file, refusal);
  }
}
