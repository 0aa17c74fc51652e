import { commands } from 'vscode';
import { l10n } from '../l10n';
import type { CommandId } from '../ids';
import type { Node } from '../tree/nodes';
import { explain } from '../projects/explain';
import { ApiError } from '../sinch/errors';
import { OwnCall } from './otherCaller';
import { type Remedy, UserError } from '../ui/userError';

/**
 * Runs `task`; if it fails, the message is `what` (a whole sentence that names what it failed on) and the reason.
 * @param again what _Try Again_ runs, which is offered where it may help
 * @throws UserError; aborts and bugs pass through
 */
export async function attempt<T>(
  what: string,
  projectId: string,
  task: () => PromiseLike<T>,
  again?: () => unknown,
): Promise<T> {
  try {
    return await task();
  } catch (error) {
    throw failure(what, projectId, error, again);
  }
}

/**
 * The error to show for `error`; `error` itself if the extension doesn't expect such a failure.
 * @param again as of `attempt`. VS Code cuts a message without a button off after one line.
 */
export function failure(what: string, projectId: string, error: unknown, again?: () => unknown): unknown {
  const why = explain(error);
  if (!why) return error;
  const remedies: Remedy[] = [];
  if (why.culprit === 'credential')
    remedies.push(runs(l10n.t('Sign In'), 'sinchAccessKeys.signIn', projectId));
  else if (again && !isLasting(error)) remedies.push({ label: l10n.t('Try Again'), run: again });
  return new UserError(`${what} ${why.text}`, { remedies, cause: error });
}

/** Whether the service answered, and would answer the same again. */
function isLasting(error: unknown): boolean {
  return error instanceof ApiError && error.status < 500 && error.status !== 429;
}

/** A remedy that runs a command on a project. */
export function runs(label: string, command: CommandId, projectId: string): Remedy {
  return runsOn(label, command, { kind: 'project', projectId });
}

/** A remedy that runs a command on a row of the tree; without a row, the command asks for one. */
export function runsOn(label: string, command: CommandId, row: Node | undefined): Remedy {
  return { label, run: () => commands.executeCommand(command, new OwnCall(row)) };
}
