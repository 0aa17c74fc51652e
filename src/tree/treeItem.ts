import { ThemeIcon, TreeItem, TreeItemCollapsibleState, Uri } from 'vscode';
import { l10n } from '../l10n';
import { type CommandId, keyScheme } from '../ids';
import { foreignText } from '../foreignText';
import { type Project, projectName } from '../projects/projectList';
import type { FailureRow } from '../projects/explain';
import { maxAccessKeys } from '../sinch/limits';
import type { AccessKey } from '../sinch/types';
import type { ProjectKeys } from '../keys/keyStore';
import { type Node, nodeId, type Notice, type SignInNotice } from './nodes';
import type { Times } from './times';
import type { Retiring } from '../rotation/rotations';

export function projectItem(
  node: Node,
  project: Project,
  state: ProjectKeys,
  { signInNeeded, expanded }: { readonly signInNeeded: SignInNotice | undefined; readonly expanded: boolean },
): TreeItem {
  const { Expanded, Collapsed } = TreeItemCollapsibleState;
  const item = row(node, projectName(project), expanded ? Expanded : Collapsed);
  item.iconPath = new ThemeIcon('project');
  item.contextValue = signInNeeded ? 'project.signedOut' : 'project.signedIn';
  item.description = projectDescription(state, signInNeeded);
  return describe(item, l10n.t('Project {0}', projectName(project)));
}

function projectDescription(state: ProjectKeys, signInNeeded: SignInNotice | undefined): string {
  if (signInNeeded === 'signedOut') return l10n.t('signed out');
  switch (state.status) {
    case 'unknown':
      return '';
    case 'failed':
      return l10n.t('not loaded');
    case 'loaded':
      return l10n.t('{0}/{1} keys', state.keys.length, maxAccessKeys) + unreadableKeys(state);
  }
}

function unreadableKeys({ unreadable = 0 }: { readonly unreadable?: number }): string {
  if (unreadable === 0) return '';
  const text =
    unreadable === 1 ? l10n.t('1 key could not be read') : l10n.t('{0} keys could not be read', unreadable);
  return ` · ${text}`;
}

/** What the extension knows of a key and Sinch doesn't. */
export interface KeyMarks {
  readonly signsIn: boolean;
  /** Set if another key has replaced it. */
  readonly retiring: Retiring | undefined;
  /** Whether its secret is pending. */
  readonly isPending: boolean;
  /** How many files of the workspace are known to use it. */
  readonly uses: number;
}

export function keyItem(node: Node, key: AccessKey, marks: KeyMarks, times: Times): TreeItem {
  const { signsIn, retiring, isPending, uses } = marks;
  const { None, Collapsed } = TreeItemCollapsibleState;
  const item = row(node, key.displayName, uses > 0 ? Collapsed : None);
  item.iconPath = new ThemeIcon(retiring ? 'history' : 'key');
  item.contextValue = retiring ? 'key.retiring' : 'key';
  item.resourceUri = keyUri(key);
  const age = key.createTime && times.relative(key.createTime, new Date());
  item.description = [
    retiring ? l10n.t('retiring · replaced by “{0}”', retiring.newName) : age,
    usesText(uses),
    signsIn ? l10n.t('sign-in key') : undefined,
    isPending ? l10n.t('pending secret') : undefined,
  ]
    .filter(Boolean)
    .join(' · ');
  return describe(item, l10n.t('Access key {0}', key.displayName));
}

/** What a decoration of the row of a key is asked for by. */
export function keyUri({ projectId, accessKeyId }: Pick<AccessKey, 'projectId' | 'accessKeyId'>): Uri {
  return Uri.from({ scheme: keyScheme, path: `/${projectId}/${accessKeyId}` });
}

function usesText(uses: number): string | undefined {
  if (uses === 0) return undefined;
  return uses === 1 ? l10n.t('used in 1 file') : l10n.t('used in {0} files', uses);
}

/** @param failure why the keys couldn't be loaded, if they couldn't */
export function noticeItem(
  node: Node & { readonly kind: Notice },
  failure: FailureRow | undefined,
): TreeItem {
  switch (node.kind) {
    case 'noKeys':
      return notice(
        node,
        'info',
        l10n.t('No access keys yet'),
        l10n.t('create one'),
        'sinchAccessKeys.createKey',
      );
    case 'signedOut':
      return notice(node, 'sign-in', l10n.t('Signed out'), l10n.t('sign in again'), 'sinchAccessKeys.signIn');
    case 'addressChanged': {
      const item = notice(
        node,
        'shield',
        l10n.t('Address changed'),
        l10n.t('check it'),
        'sinchAccessKeys.signIn',
      );
      item.tooltip = l10n.t(
        'The settings name another address than the one you signed in at. Check it before you sign in.',
      );
      return describe(item, item.tooltip);
    }
    case 'loadFailed': {
      const { icon = 'warning', next = '', why = '' } = failure ?? {};
      const label = l10n.t('Couldn’t load the keys');
      const item = notice(node, icon, label, next, 'sinchAccessKeys.refresh');
      item.tooltip = why;
      return describe(item, `${label}. ${why}`);
    }
  }
}

function notice(node: Node, icon: string, label: string, description: string, command: CommandId): TreeItem {
  const item = row(node, label);
  item.iconPath = new ThemeIcon(icon);
  item.contextValue = node.kind;
  item.description = description;
  item.tooltip = `${label}: ${description}`;
  item.command = { command, title: description, arguments: [node] };
  return describe(item, label);
}

/** A row with its identity and its label. */
export function row(node: Node, label: string, state = TreeItemCollapsibleState.None): TreeItem {
  const item = new TreeItem(foreignText(label), state);
  item.id = nodeId(node);
  return item;
}

/** Tells screen readers what a row is, with the description that is shown. */
export function describe(item: TreeItem, label: string): TreeItem {
  const description = typeof item.description === 'string' ? item.description : '';
  item.accessibilityInformation = { label: description === '' ? label : `${label}, ${description}` };
  return item;
}
