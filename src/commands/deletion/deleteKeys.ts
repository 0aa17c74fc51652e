import { l10n } from '../../l10n';
import { type Deletion, deleteKeys as deleteAtSinch, type DeletionParts } from '../../keys/deleteKeys';
import { describeKeysToDelete, type KeyToDelete } from '../../keys/keysToDelete';
import { isExpected } from '../../projects/culprit';
import { projectName } from '../../projects/projectList';
import { rolesInRotations } from '../../rotation/rotationRoles';
import { withProgress } from '../../ui/progress';
import { UserError } from '../../ui/userError';
import { failure } from '../attempt';
import { type ChosenKey, knownKeys } from '../choose';
import { chooseKeys } from '../chooseKeys';
import type { Parts } from '../parts';
import { showMessage } from '../runReportingErrors';
import { searchKeyUses } from '../searchKeyUses';
import { deletionQuestion } from './deletionQuestion';
import { couldNotDelete, deletionReport } from './deletionReport';

type DescribeParts = Pick<Parts, 'projects' | 'credentials' | 'keys' | 'pendingSecrets' | 'rotations'>;

export type DeleteParts = DescribeParts & DeletionParts & Pick<Parts, 'envFiles' | 'prompts' | 'log'>;

/** Deletes access keys at Sinch, after one modal question that says what will break. */
export async function deleteKeys(parts: DeleteParts, argument: unknown, selection?: unknown): Promise<void> {
  const chosen = await chooseKeys(parts, argument, selection, l10n.t('Delete Access Keys'));
  if (chosen.length === 0) return;
  const deletions = await deleteAtSinch(parts, await describeKeys(parts, chosen), {
    confirmDelete: async keys => {
      const uses = await searchKeyUses(
        parts,
        keys.map(({ key }) => key),
      );
      return parts.prompts.confirm(deletionQuestion(keys, uses));
    },
    run: (keys, task) =>
      withProgress(progressTitle(keys), (signal, report) =>
        task(signal, ({ target: { key }, number, of }) => {
          report(l10n.t('{0} of {1}: “{2}”', number, of, key.displayName), number === 1 ? 0 : 100 / of);
        }),
      ),
  });
  const [only] = deletions;
  if (only && deletions.length === 1) tellOne(only);
  else if (only) tellSeveral(parts, deletions);
}

/** @throws UserError if the keys of a project can't be loaded; SecretStorageError */
export function describeKeys(
  parts: DescribeParts,
  chosen: readonly ChosenKey[],
): Promise<readonly KeyToDelete[]> {
  return describeKeysToDelete(parts, chosen, {
    keysOf: project => knownKeys(parts, project),
    rolesInRotations: () => rolesInRotations(parts.rotations),
  });
}

function progressTitle(keys: readonly KeyToDelete[]): string {
  const [only] = keys;
  return only && keys.length === 1
    ? l10n.t('Deleting “{0}”…', only.key.displayName)
    : l10n.t('Deleting {0} access keys', keys.length);
}

/** @throws UserError */
function tellOne({ target: { project, key }, outcome }: Deletion): void {
  if (!('error' in outcome)) return;
  const what =
    outcome.kind === 'failed'
      ? couldNotDelete(project, key.displayName)
      : l10n.t(
          '“{0}” was deleted from “{1}”, but its stored data couldn’t be removed from VS Code.',
          key.displayName,
          projectName(project),
        );
  throw failure(what, project.id, outcome.error);
}

/** @throws UserError */
function tellSeveral(parts: Pick<Parts, 'prompts' | 'log'>, deletions: readonly Deletion[]): void {
  logBugs(parts, deletions);
  const { message, isTrouble, remedies } = deletionReport(deletions);
  if (isTrouble) throw new UserError(message, { remedies });
  void showMessage(parts, 'notify', message, remedies);
}

function logBugs({ log }: Pick<Parts, 'log'>, deletions: readonly Deletion[]): void {
  for (const { target, outcome } of deletions) {
    if (!('error' in outcome) || isExpected(outcome.error)) continue;
    log.error(`Deleting the access key ${target.key.accessKeyId} failed.`, outcome.error);
  }
}
