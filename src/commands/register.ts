import { commands, Disposable, l10n } from 'vscode';
import { commandIds } from '../ids';
import { explain } from '../projects/explain';
import { isAbort } from '../ui/signal';
import { type Remedy, UserError } from '../ui/userError';
import { offer } from './offer';
import type { Parts } from './parts';
import { commandTable } from './table';

/** Registers every command; what one fails with is told in one notification and, where it is a bug, logged. */
export function registerCommands(parts: Parts): Disposable {
  return Disposable.from(
    ...commandIds.map(id =>
      commands.registerCommand(id, async (argument: unknown, selection: unknown) => {
        try {
          await commandTable[id](parts, argument, selection);
        } catch (error) {
          if (!isAbort(error)) void tell(parts, id, error);
        }
      }),
    ),
  );
}

async function tell(
  { prompts, log }: Pick<Parts, 'prompts' | 'log'>,
  command: string,
  error: unknown,
): Promise<void> {
  const { message, remedies } = messageFor(log, command, error);
  await offer((...shown) => prompts.warn(...shown), message, remedies);
}

function messageFor(
  log: Parts['log'],
  command: string,
  error: unknown,
): { readonly message: string; readonly remedies: readonly Remedy[] } {
  if (error instanceof UserError) return { message: error.message, remedies: error.options.remedies ?? [] };
  const why = explain(error);
  if (why) return { message: why.text, remedies: [] };
  log.error(`${command} failed.`, error);
  return {
    message: l10n.t('Something went wrong that should not: the log says more.'),
    remedies: [
      {
        label: l10n.t('Show Log'),
        run: () => {
          log.show();
        },
      },
    ],
  };
}
