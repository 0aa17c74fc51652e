import { l10n } from 'vscode';
import { mask } from '../../dotenv/mask';
import type { IgnoreLine } from '../../envFiles/ignoreLine';
import type { Finding } from '../../envFiles/inspection';

type LineFinding = Extract<Finding, { readonly line: number }>;

/** What the user has to know about `file` before or after an insertion. */
export function findingSentence(finding: Finding, file: string): string {
  switch (finding.code) {
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
      return l10n.t('It is a link that leads out of the workspace, to {0}: that file is edited.', finding.to);
    case 'otherName':
      return l10n.t(
        'Its name is not that of a .env file: lines in .env notation may break it, and VS Code’s local history keeps copies of it, with the secret in clear text.',
      );
    case 'mixedLineBreaks':
      return l10n.t(
        'It mixes kinds of line breaks: VS Code gives all lines the same when it saves the file.',
      );
    case 'unsavedEdit':
      return l10n.t(
        'You have edited {0} and not saved it: that value is replaced.',
        finding.names.join(', '),
      );
    case 'byteOrderMark':
      return l10n.t(
        'It starts with a byte order mark, behind which some programs don’t find the first variable, {0}. Saved with the encoding UTF-8 (in the status bar), it has none.',
        finding.name,
      );
    case 'secretReference':
      return l10n.t(
        '{0} refers to an item in 1Password, where its value belongs; the reference is replaced by the value itself.',
        finding.name,
      );
    case 'overwrites':
      return [
        l10n.t('These values are replaced:'),
        ...finding.variables.map(({ name, previous }) => `${name}: ${mask(previous ?? '')}`),
      ].join('\n');
    case 'readersDiffer':
      return l10n.t(
        'The value of {0} needs quotes, which {1} read as part of it: should one of them read {2}, check it there.',
        finding.name,
        finding.readers.join(', '),
        file,
      );
    case 'unusualSpace':
    case 'encrypted':
    case 'unterminatedQuote':
    case 'escapedQuote':
      return lineSentence(finding);
  }
}

function lineSentence(finding: LineFinding): string {
  switch (finding.code) {
    case 'unusualSpace':
      return l10n.t(
        'Line {0} holds an unusual space or an invisible character, which some programs take for a part of a name or a value.',
        finding.line + 1,
      );
    case 'encrypted':
      return l10n.t(
        'Line {0} is encrypted by dotenvx; what is inserted is not. To have it encrypted, run “dotenvx encrypt” afterwards.',
        finding.line + 1,
      );
    case 'unterminatedQuote':
      return l10n.t(
        'The quote that opens in line {0} is never closed: programs disagree on what follows.',
        finding.line + 1,
      );
    case 'escapedQuote':
      return l10n.t(
        'The value in line {0} ends in a backslash before its closing quote: some programs read on to the next quote.',
        finding.line + 1,
      );
  }
}

/** Why `file` did not get the key “{to}”: there is nobody to ask. */
export function undecidedSentence(finding: Finding, file: string, to: string): string {
  switch (finding.code) {
    case 'unsavedEdit':
      return l10n.t(
        'You have edited {0} in {1} and not saved it. Save or undo that, then try again.',
        finding.names.join(', '),
        file,
      );
    case 'unterminatedQuote':
      return l10n.t(
        'The quote that opens in line {0} of {1} is never closed: programs disagree on what follows. Close it, then try again.',
        finding.line + 1,
        file,
      );
    case 'escapedQuote':
      return l10n.t(
        'The value in line {0} of {1} ends in a backslash before its closing quote: some programs read on to the next quote, which “{2}” would need. Write that value otherwise, then try again.',
        finding.line + 1,
        file,
        to,
      );
    case 'mixedLineBreaks':
      return l10n.t(
        '{0} mixes kinds of line breaks, and VS Code would give all lines the same. Save it with one kind (in the status bar), then try again.',
        file,
      );
    default:
      return findingSentence(finding, file);
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
