import {
  Disposable,
  EventEmitter,
  FileDecoration,
  StatusBarAlignment,
  type StatusBarItem,
  ThemeColor,
  type Uri,
  window,
  workspace,
} from 'vscode';
import { type CommandId, settingsSection } from '../ids';
import type { KeyStore } from '../keys/keyStore';
import { l10n } from '../l10n';
import type { ProjectList } from '../projects/projectList';
import { oldKeys } from '../rotation/oldKeys';
import type { Rotations } from '../rotation/rotations';
import { readOr } from '../storage/readOr';
import type { Logger } from '../ui/log';
import type { KeyNode, Node } from './nodes';
import { keyUri } from './treeItem';

export interface OldKeysParts {
  readonly projects: Pick<ProjectList, 'all' | 'onDidChange'>;
  readonly keys: Pick<KeyStore, 'peek' | 'onDidChange'>;
  readonly rotations: Pick<Rotations, 'list' | 'onDidChange'>;
  /** Has the one object of each row. */
  readonly tree: { node(like: Node): Node };
  readonly log: Logger;
}

/**
 * Marks the rows of the keys that are known to be older than the user wants, and counts these in the status bar, until
 * disposed.
 * @param maxAgeDays 0 for any age
 */
export function showOldKeys(parts: OldKeysParts, maxAgeDays: () => number): Disposable {
  const { projects, keys, rotations } = parts;
  const changed = new EventEmitter<Uri[]>();
  const status = statusItem();
  let marked: ReadonlyMap<string, KeyNode<'key'>> = new Map();
  let counts = 0;
  const count = async (): Promise<void> => {
    const own = (counts += 1);
    const found = await findOldKeys(parts, maxAgeDays());
    if (own !== counts) return;
    const now = new Map(found.map(node => [keyUri(node).toString(), node]));
    const differ = [...marked, ...now].filter(([uri]) => marked.has(uri) !== now.has(uri));
    marked = now;
    if (differ.length > 0) changed.fire(differ.map(([, node]) => keyUri(node)));
    tell(
      status,
      found.map(node => parts.tree.node(node)),
      maxAgeDays(),
    );
  };
  const recount = (): void => {
    void count();
  };
  recount();
  return Disposable.from(
    ...[projects, keys, rotations].map(source => source.onDidChange(recount)),
    workspace.onDidChangeConfiguration(change => {
      if (change.affectsConfiguration(`${settingsSection}.maxAgeDays`)) recount();
    }),
    // Keys get older while nothing else happens.
    window.onDidChangeWindowState(recount),
    window.registerFileDecorationProvider({
      onDidChangeFileDecorations: changed.event,
      provideFileDecoration: uri => (marked.has(uri.toString()) ? decoration(maxAgeDays()) : undefined),
    }),
    changed,
    status,
    { dispose: () => (counts += 1) },
  );
}

/** Asks nobody: keys that aren't known yet, or whose age isn't, don't count. */
async function findOldKeys(
  { projects, keys, rotations, log }: OldKeysParts,
  days: number,
): Promise<readonly KeyNode<'key'>[]> {
  if (!(days > 0)) return [];
  const known = projects.all().flatMap(({ id }) => {
    const state = keys.peek(id);
    return state.status === 'unknown'
      ? []
      : [{ id, keys: state.keys.filter(({ createTime }) => createTime) }];
  });
  if (known.length === 0) return [];
  const entries = await readOr(log, { what: 'rotations' }, rotations.list(), []);
  return known.flatMap(({ id, keys }) =>
    oldKeys(keys, entries, days, new Date()).map(({ accessKeyId }) => ({
      kind: 'key' as const,
      projectId: id,
      accessKeyId,
    })),
  );
}

function decoration(days: number): FileDecoration {
  const tooltip = l10n.t('Older than {0} days', days);
  return new FileDecoration('!', tooltip, new ThemeColor('list.warningForeground'));
}

function statusItem(): StatusBarItem {
  const item = window.createStatusBarItem('oldKeys', StatusBarAlignment.Right);
  item.name = l10n.t('Old Access Keys');
  return item;
}

function tell(item: StatusBarItem, rows: readonly Node[], days: number): void {
  if (rows.length === 0) {
    item.hide();
    return;
  }
  const text = rows.length === 1 ? l10n.t('1 old access key') : l10n.t('{0} old access keys', rows.length);
  const title = l10n.t('Rotate Access Keys');
  const command: CommandId = 'sinchAccessKeys.rotateKey';
  item.text = `$(key) ${text}`;
  item.tooltip = l10n.t('Older than {0} days. Select to rotate.', days);
  item.accessibilityInformation = { label: `${text}. ${item.tooltip}`, role: 'button' };
  item.command = { command, title, arguments: [rows[0], rows] };
  item.show();
}
