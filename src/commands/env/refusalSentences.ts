import { l10n } from 'vscode';
import type { EditFailure } from '../../dotenv/editResult';
import type { FileRefusal } from '../../envFiles/fileState';
import type { Refusal } from '../../envFiles/plan';

/** Why `file` must not be written to, and what to do. */
export function refusalSentence(file: string, refusal: Refusal): string {
  switch (refusal.code) {
    case 'file':
      return fileRefusalSentence(file, refusal.refusal);
    case 'edit':
      return editFailureSentence(file, refusal.failure);
    case 'tooBig':
      return fileRefusalSentence(file, 'tooBig');
    case 'binary':
      return fileRefusalSentence(file, 'notUtf8');
    case 'conflictMarkers':
      return l10n.t(
        '{0} has a merge conflict in line {1}. Settle it, then try again.',
        file,
        refusal.line + 1,
      );
    case 'browserExposed':
      return l10n.t(
        'Build tools put variables that begin with {0} into what browsers load: {1} must not hold a secret. Choose another name in the settings. {2} was not changed.',
        refusal.prefix,
        refusal.name,
        file,
      );
  }
}

/** Why `file` can't be edited, and what to do. */
function fileRefusalSentence(file: string, why: FileRefusal | 'otherName'): string {
  switch (why) {
    case 'folder':
      return l10n.t('{0} is a folder. Choose a file.', file);
    case 'special':
      return l10n.t(
        '{0} is not a regular file: a program such as 1Password fills it, or it is a link to nowhere. Put the secret where that program keeps its own, or choose another file.',
        file,
      );
    case 'readOnly':
      return l10n.t('{0} is read-only. Make it writable, or choose another file.', file);
    case 'unreadable':
      return l10n.t('{0} could not be read. Check its permissions, or choose another file.', file);
    case 'tooBig':
      return l10n.t('{0} is over 1 MB, too big for a .env file. Choose another file.', file);
    case 'notUtf8':
      return l10n.t(
        '{0} is not UTF-8 text. Save it with the encoding UTF-8 (in the status bar) first, or choose another file.',
        file,
      );
    case 'leadsToTemplate':
      return l10n.t(
        '{0} is a link to a template that is shared with others: no secret belongs there. Make it a file of its own, or choose another file.',
        file,
      );
    case 'leadsToReserved':
      return l10n.t(
        '{0} is a link to a file that belongs to a tool that keeps its own secrets in it. Make it a file of its own, or choose another file.',
        file,
      );
    case 'stale':
      return l10n.t(
        'Something else changed {0} on disk, and the editor still shows what it was. Reload it, then try again.',
        file,
      );
    case 'template':
      return l10n.t(
        '{0} is a template that is shared with others: no secret belongs there. Choose a .env file.',
        file,
      );
    case 'reserved':
      return l10n.t('{0} belongs to a tool that keeps its own secrets in it. Choose a .env file.', file);
    case 'otherName':
      return l10n.t('{0} is no .env file: replace the key there by hand.', file);
  }
}

/** Why an edit of `file` can't be worked out. */
function editFailureSentence(file: string, failure: EditFailure): string {
  switch (failure.reason) {
    case 'invalidName':
      return l10n.t(
        '“{0}” is not a variable name every program can read. {1} was not changed.',
        failure.name,
        file,
      );
    case 'unwritable':
      return l10n.t(
        'The value of {0} holds characters no notation keeps for every program. {1} was not changed; copy the value instead.',
        failure.name,
        file,
      );
    case 'shellCode':
      return l10n.t(
        'Line {0} of {1} does more than give {2} a value. Give it a line of its own (“export {2}=…”), then try again. The file was not changed.',
        failure.line + 1,
        file,
        failure.name,
      );
    case 'unverified':
      return l10n.t(
        '{0} can’t be edited safely: {1} would read otherwise afterwards. Look for an open quote near it. The file was not changed.',
        file,
        failure.name,
      );
  }
}

/** Why `file` was left alone after several tries. */
export function changingSentence(file: string): string {
  return l10n.t('{0} keeps changing and was left alone. Try again.', file);
}

export function editRefusedSentence(file: string): string {
  return l10n.t('VS Code could not edit {0}. Check that it is writable, then try again.', file);
}
