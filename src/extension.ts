import {
  commands,
  EventEmitter,
  type ExtensionContext,
  languages,
  type TextDocument,
  type TreeView,
  window,
  workspace,
} from 'vscode';
import { keyFilePattern, readyContext, viewId } from './ids';
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
  const editor = onFirstUse(async () => {
    const [{ openEditor }, { parts }] = await Promise.all([import('./editor/openEditor'), rows.get()]);
    return openEditor(parts, globalState);
  });
  const late = onFirstUse(async () => {
    const [{ openCommands }, { parts }, editing] = await Promise.all([
      import('./commands/openCommands'),
      rows.get(),
      editor.get(),
    ]);
    return openCommands({ ...parts, ...editing }, globalState, view);
  });
  const tree = async () => (await rows.get()).parts.tree;
  const view: TreeView<Node> = window.createTreeView(viewId, {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: async node => (await tree()).getChildren(node),
      getParent: async node => (await tree()).getParent(node),
      getTreeItem: async node => (await tree()).getTreeItem(node),
      resolveTreeItem: async (item, node) => (await tree()).resolveTreeItem(item, node),
    },
    showCollapseAll: true,
    canSelectMany: true,
  });
  const showUnfinishedWork = async () => {
    if (await (await rows.get()).hasUnfinishedWork()) await (await late.get()).showUnfinishedWork();
  };
  const links = window.registerUriHandler({ handleUri: async uri => (await late.get()).open(uri) });
  const logFailure = (error: unknown) => {
    log.error('The start could not be completed.', error);
  };
  const open = (document: TextDocument) => {
    if (languages.match({ pattern: keyFilePattern }, document)) editor.get().catch(logFailure);
  };
  const opened = workspace.onDidOpenTextDocument(open);
  subscriptions.push(registerCommands(late.get), links, opened, late, editor, rows, view, changed, log);
  workspace.textDocuments.forEach(open);

  // Unfinished work is looked for even if the view is never shown, but only once VS Code has answered: activation is
  // over by then, and a slow keyring delays nothing.
  commands
    .executeCommand('setContext', readyContext, true)
    .then(showUnfinishedWork)
    .then(undefined, logFailure);
}
