import { commands, type ExtensionContext, window, workspace } from 'vscode';
import { createParts } from './createParts';
import { readyContext, settingsSection, viewId } from './ids';
import { onFirstUse } from './onFirstUse';
import { registerCommands } from './registerCommands';
import { endpoints } from './settings';
import { isRunning, thisProcess } from './storage/hostProcess';
import { showBadge } from './tree/showBadge';
import { countOf, findUnfinishedWork } from './tree/unfinishedWork';

/** Builds the parts of a start and registers them: no request, no file, no secret, nothing awaited. */
export function activate(context: ExtensionContext): void {
  const { globalState, secrets } = context;
  const log = window.createOutputChannel('Access Keys for Sinch', { log: true });
  const { version } = context.extension.packageJSON as { readonly version: string };
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
  const view = window.createTreeView(viewId, {
    treeDataProvider: tree,
    showCollapseAll: true,
    canSelectMany: true,
  });
  const late = onFirstUse(async () => {
    const { openCommands } = await import('./commands/openCommands');
    return openCommands(parts, globalState, view);
  });
  const reread = () => {
    projects.reread();
  };
  const showUnfinishedWork = async () => {
    if (countOf(await findUnfinishedWork(parts)) > 0) await (await late.get()).showUnfinishedWork();
  };

  // What waits for the user is looked for whether or not the view is ever shown, once VS Code has answered: activation
  // is over by then, and a slow keyring keeps nobody waiting.
  const activated = commands.executeCommand('setContext', readyContext, true);
  context.subscriptions.push(
    registerCommands(late.get),
    showBadge(parts, view, activated),
    credentials.onDidChange(reread),
    workspace.onDidChangeConfiguration(change => {
      // What was listed at one address says nothing about another.
      if (change.affectsConfiguration(`${settingsSection}.api`))
        for (const { id } of projects.all()) keys.forget(id);
    }),
    window.onDidChangeWindowState(reread),
    view.onDidChangeVisibility(reread),
    view,
    late,
    disposable,
    log,
  );
  activated.then(showUnfinishedWork).then(undefined, (error: unknown) => {
    log.error('What an earlier session left could not be told.', error);
  });
}
