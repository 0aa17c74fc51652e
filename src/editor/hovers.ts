import { MarkdownString, Uri, workspace } from 'vscode';
import type { Span } from '../dotenv/scan';
import { foreignPath, foreignText } from '../foreignText';
import type { CommandId } from '../ids';
import { l10n } from '../l10n';
import type { Verdict } from '../keys/verifyPair';
import { actionsOn, isDeleted } from './actions';
import type { Clock } from './clock';
import type { KnownPair } from './known';

export interface HoverText {
  readonly span: Span;
  readonly text: MarkdownString;
}

/** What is shown over the variable of a pair at `offset`; undefined elsewhere. Holds no secret. */
export function hoverAt(
  pairs: readonly KnownPair[],
  offset: number,
  uri: string,
  clock: Clock,
): HoverText | undefined {
  for (const found of pairs) {
    const { projectId, keyId, keySecret } = found.pair;
    for (const part of [keyId, keySecret, projectId]) {
      const span = [part?.nameSpan, part?.valueSpan].find(each => each && isIn(each, offset));
      if (span && keyId?.value !== undefined)
        return { span, text: hoverText(found, keyId.value, uri, clock) };
    }
  }
  return undefined;
}

function isIn({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset < end;
}

const findInFiles = 'workbench.action.findInFiles';

interface Link {
  readonly title: string;
  readonly command: CommandId | typeof findInFiles;
  readonly argument: unknown;
}

function hoverText(found: KnownPair, keyId: string, uri: string, clock: Clock): MarkdownString {
  const { key } = found;
  const links: readonly Link[] = [...actionsOn(found, uri), usesLink(found, keyId)];
  const text = new MarkdownString();
  text.isTrusted = { enabledCommands: links.map(({ command }) => command) };
  text
    .appendMarkdown('**')
    .appendText(key ? foreignText(key.displayName) : l10n.t('Access key {0}', keyId))
    .appendMarkdown('**\n\n')
    .appendText(factsOf(found, keyId, uri, clock).join('\n'))
    .appendMarkdown('\n\n');
  for (const [index, link] of links.entries()) {
    text
      .appendMarkdown(index === 0 ? '[' : ' | [')
      .appendText(link.title)
      .appendMarkdown(`](${commandUri(link)})`);
  }
  return text;
}

function factsOf(found: KnownPair, keyId: string, uri: string, clock: Clock): readonly string[] {
  const { key, project, retiring, verification } = found;
  const facts: (string | undefined)[] = [
    key && l10n.t('Key ID: {0}', keyId),
    project &&
      (project.name === undefined
        ? l10n.t('Project: {0} (not in your list)', project.id)
        : l10n.t('Project: {0}', project.name)),
    key?.createTime && l10n.t('Created: {0}', { own: clock.moment(key.createTime) }),
    isDeleted(found) ? l10n.t('This key was deleted.') : undefined,
    retiring && l10n.t('Replaced by “{0}”: {1}', retiring.newName, { own: clock.moment(retiring.since) }),
    usesFact(found, uri),
    key?.state === 'remembered'
      ? l10n.t('Name and time are as last known. Refresh the project to update them.')
      : undefined,
    verification
      ? l10n.t('Verified {0}: {1}', clock.ago(verification.at), {
          own: verdictSentence(verification.verdict),
        })
      : l10n.t('Not verified in this window yet.'),
  ];
  return facts.filter(fact => fact !== undefined);
}

/** More would hide what else is said. */
const mostFiles = 5;

/** Where else a key is used, if that is known. */
function usesFact({ uses }: KnownPair, uri: string): string | undefined {
  const others = uses?.filter(use => use.uri !== uri);
  if (!others) return undefined;
  if (others.length === 0) {
    return l10n.t(
      'No other file in this workspace uses it. Not searched: other folders, links, files over 1 MB or in UTF-16, folders such as node_modules, and what the settings files.exclude and search.exclude hide.',
    );
  }
  const paths = others
    .slice(0, mostFiles)
    .map(use => foreignPath(workspace.asRelativePath(Uri.parse(use.uri, true))));
  if (others.length > mostFiles) paths.push(l10n.t('{0} more', others.length - mostFiles));
  return l10n.t('Also used in: {0}', { own: paths.join(', ') });
}

/** Lists the uses of a key where they are known, else searches for them. */
function usesLink({ uses, key }: KnownPair, keyId: string): Link {
  if (!uses || !key) return { title: l10n.t('Find Uses'), command: findInFiles, argument: searchFor(keyId) };
  const argument = { kind: 'key', projectId: key.projectId, accessKeyId: keyId };
  return { title: l10n.t('Show Key Uses'), command: 'sinchAccessKeys.showInFile', argument };
}

/** What Sinch said to a pair, in a sentence. */
export function verdictSentence(verdict: Verdict): string {
  switch (verdict) {
    case 'works':
      return l10n.t('the key works.');
    case 'rejected':
      return l10n.t('Sinch rejected the key ID or secret.');
    case 'wrongSecret':
      return l10n.t('the key exists, but this isn’t its secret.');
    case 'wrongProject':
      return l10n.t('the key works, but has no access to this project.');
    case 'deleted':
      return l10n.t('the project has no such key.');
  }
}

/** What finds every use of a key in the workspace, in ignored files too. */
function searchFor(keyId: string): object {
  return {
    query: keyId,
    triggerSearch: true,
    matchWholeWord: true,
    isCaseSensitive: true,
    isRegex: false,
    useExcludeSettingsAndIgnoreFiles: false,
    filesToExclude: '**/node_modules,**/.git',
  };
}

function commandUri({ command, argument }: Link): string {
  if (argument === undefined) return `command:${command}`;
  const given = encodeURIComponent(JSON.stringify([argument]));
  // A bracket would end the link.
  return `command:${command}?${given.replaceAll('(', '%28').replaceAll(')', '%29')}`;
}
