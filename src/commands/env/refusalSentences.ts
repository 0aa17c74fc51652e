import { l10n } from '../../l10n';
import type { EditFailure } from '../../dotenv/editResult';
import { commandsOfTools } from '../../dotenv/fileOfTool';
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
    case 'controlCharacter':
      return l10n.t(
        'The value for {0} has a line break or another control character, which no key should have. {1} was not changed. Copy the secret and check it.',
        refusal.name,
        file,
      );
    case 'fileOfTool':
      return l10n.t(
        '{0} is encrypted or kept elsewhere by {1}, so no variable can be changed in it here. Use “{2}”. The file was not changed.',
        file,
        { own: refusal.tool },
        commandsOfTools[refusal.tool].replace('FILE', () => file),
      );
    case 'conflictMarkers':
      return l10n.t('{0} has a merge conflict on line {1}. Resolve it first.', file, refusal.line + 1);
    case 'browserExposed':
      return l10n.t(
        'Build tools make variables that start with {0} visible in browsers, so {1} must not hold a secret. Choose another name in the settings. {2} was not changed.',
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
        '{0} is not a regular file: it is a broken link, or a program such as 1Password fills it. Put the secret into that program, or choose another file.',
        file,
      );
    case 'readOnly':
      return l10n.t('{0} is read-only. Make it writable, or choose another file.', file);
    case 'controlCharacter':
      return l10n.t(
        'The path of {0} has a line break or another control character. Rename it, or choose another file.',
        file,
      );
    case 'unreadable':
      return l10n.t('{0} couldn’t be read. Check its permissions, or choose another file.', file);
    case 'tooBig':
      return l10n.t('{0} is over 1 MB, too big for a .env file. Choose another file.', file);
    case 'notUtf8':
      return l10n.t(
        '{0} is not UTF-8 text. Save it with UTF-8 encoding (in the status bar), or choose another file.',
        file,
      );
    case 'leadsToTemplate':
      return l10n.t(
        '{0} links to a shared template, which must not hold secrets. Make it a separate file, or choose another file.',
        file,
      );
    case 'leadsToReserved':
      return l10n.t(
        '{0} links to a file that another tool keeps its own secrets in. Make it a separate file, or choose another file.',
        file,
      );
    case 'stale':
      return l10n.t('{0} changed on disk, but the editor shows an older version. Reload it first.', file);
    case 'template':
      return l10n.t('{0} is a shared template, which must not hold secrets. Choose a .env file.', file);
    case 'reserved':
      return l10n.t('{0} belongs to a tool that keeps its own secrets in it. Choose a .env file.', file);
    case 'otherName':
      return l10n.t('{0} is not a .env file. Replace the key there yourself.', file);
  }
}

/** Why no edit of `file` could be planned. */
function editFailureSentence(file: string, failure: EditFailure): string {
  switch (failure.reason) {
    case 'invalidName':
      return l10n.t(
        'Some programs can’t read the variable name “{0}”. {1} was not changed.',
        failure.name,
        file,
      );
    case 'unwritable':
      return l10n.t(
        'The value of {0} has characters that can’t be written so that every program reads them. {1} was not changed. Copy the value instead.',
        failure.name,
        file,
      );
    case 'shellCode':
      return l10n.t(
        'Line {0} of {1} does more than set {2}. Put {2} on a line of its own (“export {2}=…”) first. The file was not changed.',
        failure.line + 1,
        file,
        failure.name,
      );
    case 'scriptEnd':
      return l10n.t(
        'We couldn’t tell whether a line at the end of {0} would run: a quote or a block is still open there, or the script may end before. Add “export {1}=…” yourself. The file was not changed.',
        file,
        failure.name,
      );
    case 'continued':
      return l10n.t(
        'The value of {0} on line {1} of {2} ends in a backslash, so some programs read the next line as part of it. Put the value on one line first. The file was not changed.',
        failure.name,
        failure.line + 1,
        file,
      );
    case 'unverified':
      return l10n.t(
        '{0} can’t be edited safely: no program would read {1} afterwards. Look for an unclosed quote above it. The file was not changed.',
        file,
        failure.name,
      );
  }
}

/** Why `file` was left alone after several tries. */
export function changingSentence(file: string): string {
  return l10n.t('{0} keeps changing, so it was not edited.', file);
}

export function editRefusedSentence(file: string): string {
  return l10n.t('VS Code couldn’t edit {0}. Check that it is writable.', file);
}
