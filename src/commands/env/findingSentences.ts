import { l10n } from '../../l10n';
import { mask } from '../../dotenv/mask';
import { foreignPath } from '../../foreignText';
import type { IgnoreOutcome } from '../../envFiles/ignoreLine';
import type { Finding } from '../../envFiles/inspection';
import type { MisreadFinding, NotationFinding } from '../../envFiles/misreads';
import { fullPath, otherCallerSentence } from '../otherCaller';

type GitFinding = Extract<
  Finding,
  { readonly code: 'tracked' | 'perhapsTracked' | 'notIgnored' | 'perhapsIgnored' }
>;

/**
 * What the user has to know about `file` before or after an insertion.
 * @param gitignore the file to which a line would be added if Git does not ignore it
 */
export function findingSentence(finding: Finding, file: string, gitignore = '.gitignore'): string {
  switch (finding.code) {
    case 'askedByOther':
      return `${l10n.t('The secret of “{0}” will be written to {1}.', finding.key, fullPath(finding.uri))}\n\n${otherCallerSentence()}`;
    case 'tracked':
    case 'perhapsTracked':
    case 'notIgnored':
    case 'perhapsIgnored':
      return gitSentence(finding, gitignore);
    case 'leadsOutside':
      return l10n.t('This file is a link to {0}, outside the workspace. That file will be edited.', {
        own: foreignPath(finding.to),
      });
    case 'localHistory':
      return l10n.t(
        'VS Code’s local history would keep a copy of this file with the secret in clear text, because the setting “workbench.localHistory.exclude” no longer leaves it out. Check that setting, in this workspace too.',
      );
    case 'rejectedClaim':
    case 'uncheckedClaim':
      return claimSentence(finding.code);
    case 'otherName':
      return l10n.t(
        'This file isn’t named like a .env file. Lines in .env notation may break it, and VS Code’s local history keeps copies of it with the secret in clear text.',
      );
    case 'mixedLineBreaks':
      return l10n.t('This file mixes line endings. VS Code makes them all the same when it saves the file.');
    case 'unsavedEdit':
      return l10n.t('You have unsaved changes to {0}. That value will be replaced.', {
        own: finding.names.join(', '),
      });
    case 'secretReference':
      return l10n.t(
        '{0} refers to a value kept elsewhere, such as in a secret manager or another variable. The reference will be replaced by the value itself.',
        finding.name,
      );
    case 'overwrites':
      return [
        l10n.t('These values will be replaced:'),
        ...finding.variables.map(({ name, previous }) => `${name}: ${mask(previous ?? '')}`),
      ].join('\n');
    case 'readersDiffer':
      return notationSentence(finding, file);
    case 'misread':
      return misreadSentence(finding);
    case 'inBranch':
    case 'encrypted':
      return lineSentence(finding);
  }
}

function lineSentence(finding: Extract<Finding, { readonly code: 'inBranch' | 'encrypted' }>): string {
  switch (finding.code) {
    case 'inBranch':
      return l10n.t(
        'Line {0} may set {1} too. It stays as it is, and overrides the new value if it runs after it.',
        finding.line + 1,
        finding.name,
      );
    case 'encrypted':
      return l10n.t(
        'Line {0} is encrypted by dotenvx, but the inserted value is not. To encrypt it, run “dotenvx encrypt” afterwards.',
        finding.line + 1,
      );
  }
}

function claimSentence(code: 'rejectedClaim' | 'uncheckedClaim'): string {
  return code === 'rejectedClaim'
    ? l10n.t(
        'This file has the ID of the key, but Sinch rejects the secret beside it. Replace it only if you know this file: it gets the new secret.',
      )
    : l10n.t(
        'The secret beside the ID of the key couldn’t be checked with Sinch. Replace it only if you know this file: it gets the new secret.',
      );
}

function gitSentence(finding: GitFinding, gitignore: string): string {
  switch (finding.code) {
    case 'tracked':
      return l10n.t(
        'Git tracks this file. Your next commit would publish the secret in the repository’s history, to everyone who has or gets it. Choose a file that Git ignores.',
      );
    case 'perhapsTracked':
      return l10n.t(
        'We couldn’t check whether Git tracks this file. If it does, your next commit publishes the secret, whatever .gitignore says. “git ls-files” lists tracked files.',
      );
    case 'notIgnored':
      return l10n.t(
        'Git doesn’t ignore this file, so the secret may be committed by accident. A line in {0} prevents that.',
        { own: foreignPath(gitignore) },
      );
    case 'perhapsIgnored':
      return l10n.t(
        'We couldn’t check whether Git ignores this file: its ignore rules are too complex, or can’t be read. If it doesn’t, the secret may be committed by accident. “git check-ignore -v” tells.',
      );
  }
}

function notationSentence({ notation, name, readers }: NotationFinding, file: string): string {
  const who = { own: readers.join(', ') };
  return notation === 'quotes'
    ? l10n.t(
        'The value of {0} needs quotes, but {1} read them as part of the value. If one of them reads {2}, check it.',
        name,
        who,
        file,
      )
    : l10n.t(
        '{1} read the comment behind {0}, or the space before it, as part of the value. If one of them reads {2}, move the comment to a line of its own.',
        name,
        who,
        file,
      );
}

/** How many programs are named. */
const maxNamed = 4;

function misreadSentence({ trouble, name, programs, line, hasMark }: MisreadFinding): string {
  const more = programs.length - maxNamed;
  const named = programs.slice(0, maxNamed).join(', ');
  const who = { own: more > 0 ? l10n.t('{0} and {1} more programs', { own: named }, more) : named };
  switch (trouble) {
    case 'refused':
      return l10n.t('{0} would no longer read this file.', who);
    case 'neighbour':
      return l10n.t('{0} would read {1} differently afterwards.', who, name);
    case 'value':
      if (line !== undefined)
        return l10n.t('{0} won’t read {1} here: line {2} hides it.', who, name, line + 1);
      return hasMark
        ? l10n.t(
            '{0} won’t read {1} here, because the file starts with a byte order mark. Save it with UTF-8 encoding (in the status bar) to remove the mark.',
            who,
            name,
          )
        : l10n.t('{0} won’t read {1} here.', who, name);
  }
}

/** Why `file` did not get a key in a run that asks no questions. */
export function undecidedSentence(finding: Finding, file: string): string {
  switch (finding.code) {
    case 'unsavedEdit':
      return l10n.t(
        'You have unsaved changes to {0} in {1}. Save or undo them, then try again.',
        { own: finding.names.join(', ') },
        file,
      );
    case 'mixedLineBreaks':
      return l10n.t(
        '{0} mixes line endings, and VS Code would make them all the same. Save it with one kind (in the status bar), then try again.',
        file,
      );
    case 'misread':
      return `${misreadSentence(finding)} ${l10n.t('{0} was not changed. Change that line, then try again.', file)}`;
    default:
      return findingSentence(finding, file);
  }
}

/** Why a line in .gitignore had no effect. */
export function ignoreFailureSentence(
  file: string,
  gitignore: string,
  outcome: Exclude<IgnoreOutcome, 'ignored'>,
): string {
  switch (outcome) {
    case 'notWritten':
      return l10n.t(
        '{0} couldn’t be edited: it is read-only, a link, or not a file. Make Git ignore {1} first. Nothing was inserted.',
        gitignore,
        file,
      );
    case 'stillPublished':
      return l10n.t(
        '{1} was added to {0}, but a later rule un-ignores it. Check the rules below it. Nothing was inserted.',
        gitignore,
        file,
      );
  }
}
