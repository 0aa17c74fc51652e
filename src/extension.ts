import { commands, type ExtensionContext, window } from 'vscode';
import { registerCommands } from './commands/register';
import { showBadge } from './commands/showBadge';
import { showUnfinishedWork } from './commands/showUnfinishedWork';
import { createParts } from './createParts';
import { readyContext, viewId } from './ids';
import { clearClipboardAfter, endpoints, envSettings } from './settings';
import { isRunning, thisProcess } from './storage/hostProcess';
import { prompts } from './ui/prompts';

/** Builds the parts and registers them, and looks what an earlier session left: no request, no file, nothing awaited. */
export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel('Access Keys for Sinch', { log: true });
  const { version } = context.extension.packageJSON as { readonly version: string };
  const { parts, disposable } = createParts({
    globalState: context.globalState,
    secrets: context.secrets,
    log,
    prompts,
    session: thisProcess(),
    isAlive: isRunning,
    userAgent: `sinch-access-keys/${version}`,
    endpoints,
    clearClipboardAfter,
    envSettings,
  });
  const { projects, credentials, tree } = parts;
  const view = window.createTreeView(viewId, {
    treeDataProvider: tree,
    showCollapseAll: true,
    canSelectMany: true,
  });
  const reread = () => {
    projects.reread();
  };

  void commands.executeCommand('setContext', readyContext, true);
  context.subscriptions.push(
    registerCommands({ ...parts, view }),
    showBadge(parts, view),
    credentials.onDidChange(reread),
    window.onDidChangeWindowState(reread),
    view.onDidChangeVisibility(reread),
    view,
    disposable,
    log,
  );
  showUnfinishedWork({ ...parts, view }).catch((error: unknown) => {
    log.error('What an earlier session left could not be told.', error);
  });
}
