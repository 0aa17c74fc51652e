import { l10n } from 'vscode';
import type { EditFailure } from '../../dotenv/editResult';
import { mask } from '../../dotenv/mask';
import type { Finding, TextRefusal } from '../../envFiles/inspect';
import type { FileRefusal } from '../../envFiles/fileState';
import type { IgnoreLine } from '../../envFiles/ignoreLine';

/** Why `file` can't be edited, and what to do. */
export function fileRefusalSentence(file: string, why: FileRefusal | 'template' | 'reserved'): string {
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
        'Something else changed {0} on disk, and the editor still shows what it was. Reload it, then insert the key again.',
        file,
      );
    case 'template':
      return l10n.t(
        '{0} is a template that is shared with others: no secret belongs there. Choose a .env file.',
        file,
      );
    case 'reserved':
      return l10n.t('{0} belongs to a tool that keeps its own secrets in it. Choose a .env file.', file);
  }
}

/** Why nothing may be written into the text of `file` as it is. */
export function textRefusalSentence(file: string, refusal: TextRefusal): string {
  switch (refusal.code) {
    case 'tooBig':
      return fileRefusalSentence(file, 'tooBig');
    case 'binary':
      return fileRefusalSentence(file, 'notUtf8');
    case 'conflictMarkers':
      return l10n.t(
        '{0} has a merge conflict in line {1}. Settle it, then insert the key again.',
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

/** Why an edit of `file` can't be worked out. */
export function editFailureSentence(file: string, failure: EditFailure): string {
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

/** What the user has to know before agreeing. */
export function concernSentence(concern: Finding): string {
  switch (concern.code) {
    case 'tracked':
      return l10n.t(
        'Git tracks this file: with the next commit, the secret becomes part of the repository’s history, for everyone who has or gets it. Better choose a file that Git ignores.',
      );
    case 'perhapsTracked':
      return l10n.t(
        'Whether Git tracks this file could not be told: where it does, the next commit publishes the secret, whatever .gitignore says. “git ls-files” lists the files it tracks.',
      );
    case 'notIgnored':
      return l10n.t(
        'Git does not ignore this file: the secret may be committed by accident. A line in .gitignore prevents that.',
      );
    case 'leadsOutside':
      return l10n.t('It is a link that leads out of the workspace, to {0}: that file is edited.', concern.to);
    case 'otherName':
      return l10n.t(
        'Its name is not that of a .env file: lines in .env notation may break it, and VS Code’s local history keeps copies of it, with the secret in clear text.',
      );
    case 'mixedLineBreaks':
      return l10n.t(
        'It mixes kinds of line breaks: VS Code gives all lines the same when it saves the file.',
      );
    case 'unsaved':
      return l10n.t(
        'You have edited {0} and not saved it: that value is replaced.',
        concern.names.join(', '),
      );
    case 'byteOrderMark':
      return l10n.t(
        'It starts with a byte order mark, behind which some programs don’t find the first variable, {0}. Saved with the encoding UTF-8 (in the status bar), it has none.',
        concern.name,
      );
    case 'unusualSpace':
      return l10n.t(
        'Line {0} holds an unusual space or an invisible character, which some programs take for a part of a name or a value.',
        concern.line + 1,
      );
    case 'encrypted':
      return l10n.t(
        'Line {0} is encrypted by dotenvx; what is inserted is not. To have it encrypted, run “dotenvx encrypt” afterwards.',
        concern.line + 1,
      );
    case 'unterminatedQuote':
      return l10n.t(
        'The quote that opens in line {0} is never closed: programs disagree on what follows.',
        concern.line + 1,
      );
    case 'escapedQuote':
      return l10n.t(
        'The value in line {0} ends in a backslash before its closing quote: some programs read on to the next quote.',
        concern.line + 1,
      );
    case 'secretReference':
      return l10n.t(
        '{0} refers to an item in 1Password, where its value belongs; the reference is replaced by the value itself.',
        concern.name,
      );
    case 'overwrites':
      return [
        l10n.t('These values are replaced:'),
        ...concern.variables.map(({ name, previous }) => `${name}: ${mask(previous ?? '')}`),
      ].join('\n');
  }
}

/** Why a line in .gitignore didn't do. */
export function ignoreFailureSentence(
  file: string,
  gitignore: string,
  outcome: Exclude<IgnoreLine['outcome'], 'ignored'>,
): string {
  switch (outcome) {
    case 'notWritten':
      return l10n.t(
        '{0} could not be edited: have Git ignore {1} first. Nothing was inserted.',
        gitignore,
        file,
      );
    case 'stillPublished':
      return l10n.t(
        '{0} names {1} now, but another rule takes that back. Look at the rules below it. Nothing was inserted.',
        gitignore,
        file,
      );
  }
}
