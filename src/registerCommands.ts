import { commands, Disposable } from 'vscode';
import type { Commands } from './commands/openCommands';
import { commandIds } from './ids';

/** Registers every command; `open` loads their code when the first one is run. */
export function registerCommands(open: () => Promise<Pick<Commands, 'run'>>): Disposable {
  return Disposable.from(
    ...commandIds.map(id =>
      commands.registerCommand(id, async (argument: unknown, selection: unknown) =>
        (await open()).run(id, argument, selection),
      ),
    ),
  );
}
