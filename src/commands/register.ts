import { commands, Disposable } from 'vscode';
import { commandIds } from '../ids';
import type { Parts } from './parts';
import { runReportingErrors } from './runReportingErrors';
import { commandTable } from './table';

/** Registers every command; what one fails with is told in one notification and, where it is a bug, logged. */
export function registerCommands(parts: Parts): Disposable {
  return Disposable.from(
    ...commandIds.map(id =>
      commands.registerCommand(id, (argument: unknown, selection: unknown) =>
        runReportingErrors(parts, id, () => commandTable[id](parts, argument, selection)),
      ),
    ),
  );
}
