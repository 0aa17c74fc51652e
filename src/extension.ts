import { commands, EventEmitter, type ExtensionContext, type TreeView, window } from 'vscode';
import { readyContext, viewId } from './ids';
import { onFirstUse } from './onFirstUse';
import { registerCommands } from './registerCommands';
import type { Node } from './tree/nodes';

/** Registers the view, the commands and the links. Awaits nothing, and leaves the code behind them to be loaded on first use. */
export function activate({ extension, globalState, secrets, subscriptions }: ExtensionContext): void {
  const log = window.createOutputChannel('Access Keys for Sinch', { log: true });
  const changed = new EventEmitter<Node | undefined>();
  const rows = onFirstUse(async () => {
    const { openRows } = await import('./openRows');
    return openRows({ extension, globalState, secrets, log, view, changed });
  });
  const late = onFirstUse(async () => {
    const [{ openCommands }, { parts }] = await Promise.all([import('./commands/openCommands'), rows.get()]);
    return openCommands(parts, globalState, view);
  });
  const tree = async () => (await rows.get()).parts.tree;
  const view: TreeView<Node> = window.createTreeView(viewId, {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: async node => (await tree()).getChildren(node),
      getParent: async node => (await tree()).getParent(node),
      getTreeItem: async node => (await tree()).getTreeItem(node),
    },
    showCollapseAll: true,
    canSelectMany: true,
  });
  const showUnfinishedWork = async () => {
    if (await (await rows.get()).hasUnfinishedWork()) await (await late.get()).showUnfinishedWork();
  };
  const links = window.registerUriHandler({ handleUri: async uri => (await late.get()).open(uri) });
  subscriptions.push(registerCommands(late.get), links, late, rows, view, changed, log);

  // Unfinished work is looked for even if the view is never shown, but only once VS Code has answered: activation is
  // over by then, and a slow keyring delays nothing.
  commands
    .executeCommand('setContext', readyContext, true)
    .then(showUnfinishedWork)
    .then(undefined, (error: unknown) => {
      log.error('What an earlier session left could not be told.', error);
    });
}
