import {
  type EventEmitter,
  type ExtensionContext,
  type LogOutputChannel,
  type TreeView,
  window,
  workspace,
} from 'vscode';
import { createParts, type StartParts } from './createParts';
import { settingsSection } from './ids';
import { noteKeys } from './keys/noteKeys';
import { onFirstUse } from './onFirstUse';
import { endpoints } from './settings';
import { isRunning, thisProcess } from './storage/hostProcess';
import type { Node } from './tree/nodes';
import { showBadge } from './tree/showBadge';
import { countOf, findUnfinishedWork } from './tree/unfinishedWork';

export interface Rows {
  readonly parts: StartParts;
  hasUnfinishedWork(): Promise<boolean>;
  dispose(): void;
}

export interface RowServices extends Pick<ExtensionContext, 'globalState' | 'secrets' | 'extension'> {
  readonly log: LogOutputChannel;
  readonly view: TreeView<Node>;
  /** Fired with the row to redraw; undefined for all rows. */
  readonly changed: EventEmitter<Node | undefined>;
}

/** Prepares what the view shows. Bundled as a separate file, loaded when rows are first needed. */
export function openRows({ globalState, secrets, extension, log, view, changed }: RowServices): Rows {
  const { version } = extension.packageJSON as { readonly version: string };
  const { parts, disposable } = createParts({
    globalState,
    secrets,
    log,
    session: thisProcess(),
    isAlive: isRunning,
    userAgent: `sinch-access-keys/${version}`,
    endpoints,
  });
  const { projects, credentials, keys, tree } = parts;
  const reread = () => {
    projects.reread();
  };
  const after = onFirstUse(async () => (await import('./afterRows')).openAfterRows(parts));
  const whenShown = () => {
    if (!view.visible) return;
    after.get().catch((error: unknown) => {
      log.error('What the rows say of files could not be loaded.', error);
    });
  };
  whenShown();
  const subscriptions = [
    tree.onDidChangeTreeData(node => {
      changed.fire(node);
    }),
    showBadge(parts, view),
    noteKeys(keys, projects, globalState),
    credentials.onDidChange(reread),
    workspace.onDidChangeConfiguration(change => {
      // A list from one address is not valid for another.
      if (change.affectsConfiguration(`${settingsSection}.api`))
        for (const { id } of projects.all()) keys.forget(id);
    }),
    window.onDidChangeWindowState(reread),
    view.onDidChangeVisibility(() => {
      reread();
      whenShown();
    }),
    after,
    disposable,
  ];
  return {
    parts,
    hasUnfinishedWork: async () => countOf(await findUnfinishedWork(parts)) > 0,
    dispose: () => {
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}
