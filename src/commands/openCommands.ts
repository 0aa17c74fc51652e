import os from 'node:os';
import path from 'node:path';
import type { Memento, Uri } from 'vscode';
import { createCommandParts } from '../createCommandParts';
import type { StartParts } from '../createParts';
import type { EditorParts } from '../editor/openEditor';
import type { CommandId } from '../ids';
import { deleteLeftSecrets } from '../rotation/oldSecrets';
import { clearClipboardAfter, envSettings } from '../settings';
import { prompts } from '../ui/prompts';
import { OwnCall } from './otherCaller';
import type { Parts } from './parts';
import { runReportingErrors } from './runReportingErrors';
import { openLink } from './projects/openLink';
import { showUnfinishedWork } from './showUnfinishedWork';
import { commandTable } from './table';
import { complete } from './walkthrough';

export interface Commands {
  /** Runs a command. An error is shown in one notification, and a bug is also logged. Never rejects. */
  run(id: CommandId, argument: unknown, selection: unknown): Promise<void>;
  /** Does what a link to the extension asks for. Reports errors as `run` does. */
  open(link: Uri): Promise<void>;
  showUnfinishedWork(): Promise<void>;
  dispose(): void;
}

/**
 * Prepares the commands. Bundled as a separate file, loaded with the first command; the
 * search’s thread runs `search.js` beside it.
 */
export function openCommands(
  start: StartParts & EditorParts,
  globalState: Memento,
  view: Parts['view'],
): Commands {
  const searchScript = path.join(__dirname, 'search.js');
  const machine = { variables: process.env, home: os.homedir() };
  const services = { globalState, prompts, clearClipboardAfter, envSettings, searchScript, machine };
  const { parts, disposable } = createCommandParts(start, services);
  void deleteLeftSecrets(start);
  const all: Parts = { ...parts, view, askedBy: 'person' };
  if (parts.projects.all().length > 0) complete('connected');
  return {
    run: (id, argument, selection) => {
      const isOwn = argument instanceof OwnCall;
      const askedBy = isOwn || start.tree.isRow(argument) ? 'person' : 'other';
      return runReportingErrors(all, id, () =>
        commandTable[id]({ ...all, askedBy }, isOwn ? argument.argument : argument, selection),
      );
    },
    open: link => runReportingErrors(all, link.authority, () => openLink(all, link)),
    showUnfinishedWork: () => showUnfinishedWork(all),
    dispose: () => {
      disposable.dispose();
    },
  };
}
