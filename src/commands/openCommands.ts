import type { Memento } from 'vscode';
import { createCommandParts } from '../createCommandParts';
import type { StartParts } from '../createParts';
import type { CommandId } from '../ids';
import { clearClipboardAfter, envSettings } from '../settings';
import { prompts } from '../ui/prompts';
import { OwnCall } from './otherCaller';
import type { Parts } from './parts';
import { runReportingErrors } from './runReportingErrors';
import { showUnfinishedWork } from './showUnfinishedWork';
import { commandTable } from './table';

export interface Commands {
  /** What the command fails with is told in one notification and, where it is a bug, logged. Never rejects. */
  run(id: CommandId, argument: unknown, selection: unknown): Promise<void>;
  showUnfinishedWork(): Promise<void>;
  dispose(): void;
}

/** Makes ready whatever the user may ask for: a file of its own in what users get, loaded with the first command. */
export function openCommands(start: StartParts, globalState: Memento, view: Parts['view']): Commands {
  const services = { globalState, prompts, clearClipboardAfter, envSettings };
  const { parts, disposable } = createCommandParts(start, services);
  const all: Parts = { ...parts, view, askedBy: 'person' };
  return {
    run: (id, argument, selection) => {
      const isOwn = argument instanceof OwnCall;
      const askedBy = isOwn || start.tree.isRow(argument) ? 'person' : 'other';
      return runReportingErrors(all, id, () =>
        commandTable[id]({ ...all, askedBy }, isOwn ? argument.row : argument, selection),
      );
    },
    showUnfinishedWork: () => showUnfinishedWork(all),
    dispose: () => {
      disposable.dispose();
    },
  };
}
