import { ThemeColor, ThemeIcon, type TreeItem } from 'vscode';
import { l10n } from '../l10n';
import type { CommandId } from '../ids';
import type { CreationEntry } from '../keys/creations';
import type { Node } from './nodes';
import type { Rotation } from '../rotation/rotation';
import type { RotationEntry } from '../rotation/rotations';
import { describe, row } from './treeItem';
import type { KeyStore } from '../keys/keyStore';
import type { PendingKey, PendingSecrets } from '../keys/pendingSecrets';
import { withCurrentName } from '../keys/withCurrentName';
import type { StoredWork } from './storedWork';

interface ItemParts {
  readonly keys: Pick<KeyStore, 'find'>;
  readonly pendingSecrets: Pick<PendingSecrets, 'isHeld'>;
}

/** The row of work that isn't over. */
export function unfinishedItem(
  node: Node & { readonly kind: 'pendingSecret' | 'unconfirmedKey' | 'rotation' },
  { secrets, creations, rotations }: StoredWork,
  { keys, pendingSecrets }: ItemParts,
): TreeItem {
  switch (node.kind) {
    case 'pendingSecret': {
      const key = secrets.find(({ accessKeyId }) => accessKeyId === node.accessKeyId);
      const known = withCurrentName(keys, key ?? { ...node, displayName: node.accessKeyId });
      return pendingSecretItem(node, known, pendingSecrets.isHeld(node));
    }
    case 'unconfirmedKey': {
      const creation = creations.find(({ id }) => id === node.creationId);
      return creation ? unconfirmedKeyItem(node, creation) : row(node, node.creationId);
    }
    case 'rotation': {
      const rotation = rotations.find(({ value }) => value.oldKeyId === node.accessKeyId);
      return rotation ? rotationItem(node, rotation) : row(node, node.accessKeyId);
    }
  }
}

/** The row of a pending secret. @param isHeld the secret is in this window's memory only */
function pendingSecretItem(node: Node, { accessKeyId, displayName }: PendingKey, isHeld: boolean): TreeItem {
  const item = row(node, l10n.t('Secret of “{0}”', displayName));
  item.iconPath = new ThemeIcon('bell-dot', new ThemeColor('list.warningForeground'));
  item.contextValue = 'pendingSecret';
  item.description = isHeld ? l10n.t('only in this window') : l10n.t('pending');
  item.tooltip = isHeld
    ? l10n.t(
        'The secret of “{0}” ({1}) is only in this window’s memory, because VS Code’s secret storage couldn’t save it. Insert or copy it before you close the window, or it is lost.',
        displayName,
        accessKeyId,
      )
    : l10n.t(
        'The secret of “{0}” ({1}) stays in VS Code’s secret storage until you insert it into a file or discard it.',
        displayName,
        accessKeyId,
      );
  return describe(item, item.tooltip);
}

/** The row of a create whose answer was lost, or that another window is carrying out. */
function unconfirmedKeyItem(node: Node, { value, progress }: CreationEntry): TreeItem {
  const item = row(node, l10n.t('New key “{0}”', value.displayName));
  if (progress === 'elsewhere') return underWay(item, l10n.t('Another window is creating this access key.'));

  item.contextValue = 'unconfirmedKey';
  return interrupted(
    item,
    node,
    l10n.t(
      'We couldn’t confirm whether “{0}” was created. It may exist without its secret. Check it.',
      value.displayName,
    ),
    l10n.t('unconfirmed · check'),
    'sinchAccessKeys.settleCreation',
  );
}

/** The row of a rotation that is paused, or that another window is carrying out. */
function rotationItem(node: Node, { value, progress }: RotationEntry): TreeItem {
  const item = row(node, l10n.t('Rotation of “{0}”', value.oldName));
  if (progress === 'elsewhere') return underWay(item, l10n.t('Another window is rotating this access key.'));

  item.contextValue = 'rotation';
  return interrupted(
    item,
    node,
    l10n.t('The rotation of “{0}” is paused. {1}', value.oldName, { own: whereItStands(value) }),
    l10n.t('paused · continue'),
    'sinchAccessKeys.resumeRotation',
  );
}

/** What a rotation has done so far, in one sentence. */
export function whereItStands({ step, newName, files }: Rotation): string {
  switch (step) {
    case 'deleteFirst':
      return l10n.t('Next: delete the old key.');
    case 'create':
      return l10n.t('Next: create the new key “{0}”.', newName);
    case 'prove':
      return l10n.t('The new key “{0}” exists but hasn’t signed in yet.', newName);
    case 'signIn':
      return l10n.t('The new key “{0}” works. Next: use it to sign in this extension.', newName);
    case 'replace':
    case 'release':
    case 'retire':
      return whoHoldsIt(newName, files);
    case 'deleteOld':
      return `${whoHoldsIt(newName, files)} ${l10n.t('Next: delete the old key.')}`;
    case 'undo':
      return l10n.t('It was being undone.');
  }
}

/** Which files have the new key, and which of these still need its secret. */
function whoHoldsIt(name: string, files: Rotation['files']): string {
  if (files.length === 0) return l10n.t('The new key “{0}” works. There are no files to change.', name);
  if (files.every(({ state }) => state === 'replaced'))
    return l10n.t('All files have the new key “{0}”.', name);
  const holding = files.filter(({ state }) => state === 'replaced' || state === 'idOnly');
  return l10n.t('The new key “{0}” works. {1} of {2} files have it.', name, holding.length, files.length);
}

function underWay(item: TreeItem, tooltip: string): TreeItem {
  item.iconPath = new ThemeIcon('loading~spin');
  item.contextValue = 'underWay';
  item.description = l10n.t('in another window');
  item.tooltip = tooltip;
  return describe(item, tooltip);
}

function interrupted(
  item: TreeItem,
  node: Node,
  tooltip: string,
  description: string,
  command: CommandId,
): TreeItem {
  item.iconPath = new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
  item.description = description;
  item.tooltip = tooltip;
  item.command = { command, title: description, arguments: [node] };
  return describe(item, tooltip);
}
