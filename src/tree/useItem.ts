import path from 'node:path/posix';
import { ThemeIcon, type TreeItem, Uri, workspace } from 'vscode';
import { foreignPath } from '../foreignText';
import type { CommandId } from '../ids';
import type { FileUse } from '../keys/fileUses';
import { l10n } from '../l10n';
import type { UseNode } from './nodes';
import { describe, row } from './treeItem';

/** More lines would hide the path. */
const mostLines = 3;

/** The row of a file that uses a key: a click opens it there. @param uses the files that are known to use that key */
export function useItem(node: UseNode, uses: readonly FileUse[] = []): TreeItem {
  const use = uses.find(each => each.uri === node.uri);
  const uri = Uri.parse(node.uri, true);
  const item = row(node, path.basename(uri.path));
  const folder = path.dirname(workspace.asRelativePath(uri));
  item.iconPath = ThemeIcon.File;
  item.resourceUri = uri;
  item.contextValue = 'use';
  item.tooltip = foreignPath(uri.fsPath);
  item.description = [folder === '.' ? undefined : foreignPath(folder), use && linesOf(use)]
    .filter(Boolean)
    .join(' · ');
  const command: CommandId = 'sinchAccessKeys.showInFile';
  item.command = { command, title: l10n.t('Show Key Uses'), arguments: [node] };
  return describe(item, l10n.t('File {0}', path.basename(uri.path)));
}

/** The lines of a file that have the ID of a key, in words. */
export function linesOf({ lines }: FileUse): string {
  const shown = lines.slice(0, mostLines).map(line => line + 1);
  if (lines.length === 1) return l10n.t('line {0}', shown.join());
  const list = lines.length > mostLines ? [...shown, '…'] : shown;
  return l10n.t('lines {0}', list.join(', '));
}
