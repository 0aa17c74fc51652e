import { workspace } from 'vscode';
import { foreignText } from '../../foreignText';
import { l10n, type OwnText } from '../../l10n';
import type { KeyUse } from '../../envFiles/keyUses';
import { projectName } from '../../projects/projectList';
import type { KeyToDelete } from '../../keys/keysToDelete';
import type { Confirmation } from '../../ui/prompts';
import { listed } from '../listed';
import { type SearchedUses, searchGap, unsearchedSentence } from '../searchKeyUses';

/** The most keys, and files of each, that the dialog names: one that fills the screen is not read. */
const maxKeys = 10;
const maxFiles = 4;

/** Asks whether keys may be deleted, and says what is lost with them and what will break. */
export function deletionQuestion(targets: readonly KeyToDelete[], uses: SearchedUses): Confirmation {
  const [only] = targets;
  const { detail, ...asked } =
    targets.length === 1 && only ? aboutOne(only, uses) : aboutSeveral(targets, uses);
  return {
    ...asked,
    detail: [...detail, ...searchSentences(uses, targets.length), ...consequences(targets)].join('\n\n'),
  };
}

function aboutOne(target: KeyToDelete, uses: SearchedUses) {
  const { project, key } = target;
  const files = filesOf(target, uses);
  const detail = [
    l10n.t('Apps that use key {0} stop working within a minute. This can’t be undone.', key.accessKeyId),
  ];
  if (files.length > 0)
    detail.push(l10n.t('Files in this workspace that use it: {0}.', listed(files, maxFiles)));

  if (target.rotatedFrom !== undefined) {
    detail.push(
      l10n.t(
        'It is the new key in the unfinished rotation of “{0}”. Continue or undo that rotation first, or your files may be left with a deleted key.',
        target.rotatedFrom,
      ),
    );
  }
  return {
    question: l10n.t('Delete access key “{0}” from “{1}”?', key.displayName, projectName(project)),
    detail,
    keep: l10n.t('Keep Key'),
    action: l10n.t('Delete Key'),
  };
}

function aboutSeveral(targets: readonly KeyToDelete[], uses: SearchedUses) {
  const projects = projectNames(targets.map(({ project }) => project));
  const count = targets.length;
  return {
    question:
      projects.length === 1
        ? l10n.t('Delete {0} access keys from {1}?', count, listed(projects))
        : l10n.t('Delete {0} access keys from {1} projects?', count, projects.length),
    detail: [
      keyLines(targets, uses, projects.length > 1).join('\n'),
      l10n.t('Apps that use these keys stop working within a minute. This can’t be undone.'),
    ],
    keep: l10n.t('Keep Keys'),
    action: l10n.t('Delete {0} Keys', count),
  };
}

/** One line per key. If there are too many, those with remarks are shown first. */
function keyLines(
  targets: readonly KeyToDelete[],
  uses: SearchedUses,
  withProject: boolean,
): readonly string[] {
  const all = targets.map(each => ({ each, remarks: remarksOn(each, uses) }));
  const shown =
    all.length <= maxKeys
      ? all
      : [...all.filter(isRemarkable), ...all.filter(line => !isRemarkable(line))].slice(0, maxKeys);
  const lines = shown.map(({ each: { key, project }, remarks }) => {
    const own = foreignText(key.displayName);
    const name = withProject ? `${own} (${foreignText(projectName(project))})` : own;
    return `• ${[name, ...remarks].join(' · ')}`;
  });
  return all.length === shown.length
    ? lines
    : [...lines, `• ${l10n.t('and {0} more', all.length - shown.length)}`];
}

function isRemarkable({ remarks }: { readonly remarks: readonly string[] }): boolean {
  return remarks.length > 0;
}

function remarksOn(target: KeyToDelete, uses: SearchedUses): readonly string[] {
  const files = filesOf(target, uses);
  return [
    ...(target.signsInTo.length > 0 ? [l10n.t('sign-in key')] : []),
    ...(target.hasPendingSecret ? [l10n.t('pending secret')] : []),
    ...(target.rotatedFrom === undefined
      ? []
      : [l10n.t('new key in the unfinished rotation of “{0}”', target.rotatedFrom)]),
    ...(target.replacedBy === undefined ? [] : [l10n.t('retiring · replaced by “{0}”', target.replacedBy)]),
    ...(files.length > 0 ? [l10n.t('used by {0}', listed(files, maxFiles))] : []),
  ];
}

function filesOf({ key }: KeyToDelete, searched: SearchedUses): readonly string[] {
  return usesIn(searched)
    .filter(({ accessKeyId }) => accessKeyId === key.accessKeyId)
    .map(({ uri }) => workspace.asRelativePath(uri));
}

function usesIn(searched: SearchedUses): readonly KeyUse[] {
  return typeof searched === 'string' ? [] : searched.uses;
}

/** What the search couldn't read, or that it found nothing. */
function searchSentences(searched: SearchedUses, count: number): readonly string[] {
  if (searched === 'noFiles') return [];
  const gap = searchGap(searched);
  if (gap !== undefined) return [gap];
  if (usesIn(searched).length > 0) return [];
  const none =
    count === 1
      ? l10n.t('No file in this workspace uses it.')
      : l10n.t('No file in this workspace uses them.');
  return [`${none} ${unsearchedSentence()}`];
}

function consequences(targets: readonly KeyToDelete[]): readonly string[] {
  const sentences: string[] = [];
  const pending = targets.filter(({ hasPendingSecret }) => hasPendingSecret);
  if (pending.length > 0)
    sentences.push(l10n.t('The pending secret of {0} will be lost for good.', keyNames(pending)));

  const signIns = targets.filter(({ signsInTo }) => signsInTo.length > 0);
  if (signIns.length > 0) {
    sentences.push(
      l10n.t(
        'This extension signs in to {0} with {1}. You will be signed out and need another key to sign in again.',
        listed(projectNames(signIns.flatMap(({ signsInTo }) => signsInTo))),
        keyNames(signIns),
      ),
    );
  }
  const last = targets.filter(({ isLast }) => isLast);
  if (last.length > 0) {
    sentences.push(
      l10n.t(
        'No keys will be left in {0}. Only the Sinch Build Dashboard can then create one.',
        listed(projectNames(last.map(({ project }) => project))),
      ),
    );
  }
  return sentences;
}

function keyNames(targets: readonly KeyToDelete[]): OwnText {
  return listed(
    targets.map(({ key }) => `“${key.displayName}”`),
    maxKeys,
  );
}

function projectNames(projects: readonly KeyToDelete['project'][]): readonly string[] {
  return [...new Set(projects)].map(project => `“${projectName(project)}”`);
}
