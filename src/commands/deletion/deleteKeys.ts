import { l10n } from 'vscode';
import { explain } from '../../projects/explain';
import { projectName } from '../../projects/projectList';
import { withProgress } from '../../ui/progress';
import { UserError } from '../../ui/userError';
import { attempt, failure } from '../attempt';
import { chooseKeys } from '../chooseKeys';
import { deleteKeyAndData } from './deleteKeyAndData';
import { type Deletion, deleteInTurn } from './deleteInTurn';
import { deletionQuestion } from './deletionQuestion';
import { deletionReport } from './deletionReport';
import { type KeyToDelete, describeKeysToDelete } from './keysToDelete';
import type { Parts } from '../parts';
import { showMessage } from '../runReportingErrors';
import { searchKeyUses } from '../searchKeyUses';

export type DeleteParts = Pick<
  Parts,
  | 'projects'
  | 'credentials'
  | 'connections'
  | 'keys'
  | 'pendingSecrets'
  | 'rotations'
  | 'envFiles'
  | 'prompts'
  | 'log'
>;

/** Deletes access keys at Sinch, after one modal question that says what will break. */
export async function deleteKeys(parts: DeleteParts, argument: unknown, selection?: unknown): Promise<void> {
  const chosen = await chooseKeys(parts, argument, selection, l10n.t('Delete Access Keys'));
  if (chosen.length === 0) return;
  const target = await describeKeysToDelete(parts, chosen);
  const uses = await searchKeyUses(
    parts,
    chosen.map(({ key }) => key),
  );
  const { question, detail, action } = deletionQuestion(target, uses);
  if (!(await parts.prompts.confirm(question, detail, action))) return;
  const [only] = target;
  await (target.length === 1 && only ? deleteOne(parts, only) : deleteSeveral(parts, target));
}

async function deleteOne(parts: DeleteParts, target: KeyToDelete): Promise<void> {
  const { project, key } = target;
  const name = projectName(project);
  const outcome = await attempt(
    l10n.t('Could not delete the access key “{0}” of “{1}”.', key.displayName, name),
    project.id,
    () =>
      withProgress(l10n.t('Deleting “{0}”…', key.displayName), signal =>
        deleteKeyAndData(parts, target, { signal }),
      ),
  );
  if (outcome.kind === 'notForgotten') {
    throw failure(
      l10n.t(
        '“{0}” of “{1}” was deleted, but what VS Code keeps for it could not be removed.',
        key.displayName,
        name,
      ),
      project.id,
      outcome.error,
    );
  }
}

async function deleteSeveral(parts: DeleteParts, target: readonly KeyToDelete[]): Promise<void> {
  const deletions = await withProgress(l10n.t('Deleting {0} access keys', target.length), (signal, report) =>
    deleteInTurn(parts, target, signal, ({ target: { key }, number, of }) => {
      report(l10n.t('{0} of {1}: “{2}”', number, of, key.displayName), number === 1 ? 0 : 100 / of);
    }),
  );
  logBugs(parts, deletions);
  const { message, isTrouble, remedies } = deletionReport(deletions);
  if (isTrouble) throw new UserError(message, { remedies });
  void showMessage(parts, 'notify', message, remedies);
}

function logBugs({ log }: DeleteParts, deletions: readonly Deletion[]): void {
  for (const { target, outcome } of deletions) {
    if (!('error' in outcome) || explain(outcome.error)) continue;
    log.error(`Deleting the access key ${target.key.accessKeyId} failed.`, outcome.error);
  }
}
