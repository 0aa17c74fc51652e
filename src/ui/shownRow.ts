import type { QuickPickItem } from 'vscode';
import { oneLine } from '../foreignText';

/** A row of a list as it is shown: an icon at the start of its label is ours, all else may be foreign. */
export function shownRow<T extends QuickPickItem>(row: T): T {
  const icon = /^\$\([\w~-]+\) /.exec(row.label)?.[0] ?? '';
  return {
    ...row,
    label: `${icon}${oneLine(row.label.slice(icon.length))}`,
    ...(row.description !== undefined && { description: oneLine(row.description) }),
    ...(row.detail !== undefined && { detail: oneLine(row.detail) }),
  };
}
