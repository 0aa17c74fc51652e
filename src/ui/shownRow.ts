import type { QuickPickItem } from 'vscode';
import { oneLine } from '../foreignText';

/** Makes a row of a list harmless to show: an icon at the start of its label is ours, other text may be foreign. */
export function shownRow<T extends QuickPickItem>(row: T): T {
  const icon = /^\$\([\w~-]+\) /.exec(row.label)?.[0] ?? '';
  return {
    ...row,
    label: `${icon}${oneLine(row.label.slice(icon.length))}`,
    ...(row.description !== undefined && { description: oneLine(row.description) }),
    ...(row.detail !== undefined && { detail: oneLine(row.detail) }),
  };
}
