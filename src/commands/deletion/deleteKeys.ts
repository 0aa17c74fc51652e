import { l10n } from 'vscode';
import { explain } from '../../projects/explain';
import { projectName } from '../../projects/projectList';
import { withProgress } from '../../ui/progress';
import { UserError } from '../../ui/userError';
import { attempt, failure } from '../attempt';
import { chooseKeys } from '../chooseKeys';
import { deleteForGood } from './deleteForGood';
import { type Deletion, deleteInTurn } from './deleteInTurn';
import { deletionQuestion } from './deletionQuestion';
import { deletionReport } from './deletionReport';
import { type DoomedKey, doomedKeys } from './doomedKeys';
import type { Parts } from '../parts';
import { offer } from '../runTold';
import { searchKeyUses } from '../searchKeyUses';

export type DeleteParts = Pick<
  Parts,
  | 'projects'
  | 'credentials'
  | 'connections'
  | 'keys'
  | 'waiting'
  | 'rotations'
  | 'envFiles'
  | 'prompts'
  | 'log'
>;

/** Deletes access keys at Sinch, after one modal question that says what will break. */
export async function deleteKeys(parts: DeleteParts, argument: unknown, selection?: unknown): Promise<void> {
  const chosen = await chooseKeys(parts, argument, selection, l10n.t('Delete Access Keys'));
  if (chosen.length === 0) return;
  const doomed = await doomedKeys(parts, chosen);
  const uses = await searchKeyUses(
    parts,
    chosen.map(({ key }) => key),
  );
  const { question, detail, action } = deletionQuestion(doomed, uses);
  if (!(await parts.prompts.confirm(question, detail, action))) return;
  const [only] = doomed;
  await (doomed.length === 1 && only ? deleteOne(parts, only) : deleteSeveral(parts, doomed));
}

async function deleteOne(parts: DeleteParts, doomed: DoomedKey): Promise<void> {
  const { project, key } = doomed;
  const name = projectName(project);
  const outcome = await attempt(
    l10n.t('Could not delete the access key “{0}” of “{1}”.', key.displayName, name),
    project.id,
    () =>
      withProgress(l10n.t('Deleting “{0}”…', key.displayName), signal =>
        deleteForGood(parts, doomed, { signal }),
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

async function deleteSeveral(parts: DeleteParts, doomed: readonly DoomedKey[]): Promise<void> {
  const deletions = await withProgress(l10n.t('Deleting {0} access keys', doomed.length), (signal, report) =>
    deleteInTurn(parts, doomed, signal, ({ doomed: { key }, number, of }) => {
      report(l10n.t('{0} of {1}: “{2}”', number, of, key.displayName), number === 1 ? 0 : 100 / of);
    }),
  );
  logBugs(parts, deletions);
  const { message, isTrouble, remedies } = deletionReport(deletions);
  if (isTrouble) throw new UserError(message, { remedies });
  void offer(parts, 'notify', message, remedies);
}

function logBugs({ log }: DeleteParts, deletions: readonly Deletion[]): void {
  for (const { doomed, outcome } of deletions) {
    if (!('error' in outcome) || explain(outcome.error)) continue;
    log.error(`Deleting the access key ${doomed.key.accessKeyId} failed.`, outcome.error);
  }
}
