import { l10n } from '../l10n';
import { explain } from '../projects/explain';
import { isAbort } from '../ui/signal';
import { type Remedy, UserError } from '../ui/userError';
import type { Parts } from './parts';

type TellParts = Pick<Parts, 'prompts' | 'log'>;

/**
 * Runs `task`. An error is shown in one notification, and a bug is also logged under the name `what`. Doesn't wait for
 * an answer, and never rejects.
 */
export async function runReportingErrors(parts: TellParts, what: string, task: () => unknown): Promise<void> {
  try {
    await task();
  } catch (error) {
    if (isAbort(error)) return;
    const { message, remedies } = messageFor(parts.log, what, error);
    void showMessage(parts, 'warn', message, remedies);
  }
}

/** Shows a message with buttons for its remedies, and runs the chosen one. Never rejects. */
export async function showMessage(
  parts: TellParts,
  how: 'notify' | 'warn',
  message: string,
  remedies: readonly Remedy[],
): Promise<void> {
  const labels = remedies.map(({ label }) => label);
  const chosen = await parts.prompts[how](message, ...labels).catch((error: unknown) => {
    parts.log.error('A notification could not be shown.', error);
    return undefined;
  });
  const remedy = remedies.find(({ label }) => label === chosen);
  if (remedy) await runReportingErrors(parts, `“${remedy.label}”`, () => remedy.run());
}

function messageFor(
  log: Parts['log'],
  what: string,
  error: unknown,
): { readonly message: string; readonly remedies: readonly Remedy[] } {
  if (error instanceof UserError) return { message: error.message, remedies: error.options.remedies ?? [] };
  const why = explain(error);
  if (why) return { message: why.text, remedies: [] };
  log.error(`${what} failed.`, error);
  return {
    message: l10n.t('Unexpected error. See the log for details.'),
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
