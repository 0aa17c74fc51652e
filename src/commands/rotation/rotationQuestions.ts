import { Uri, workspace } from 'vscode';
import { l10n } from '../../l10n';
import type { Replacement } from '../../envFiles/replacePair';
import { projectName } from '../../projects/projectList';
import type { Rotation } from '../../rotation/rotation';
import { riskIn } from '../../rotation/replace';
import type { RotationQuestions } from '../../rotation/rotationQuestions';
import { whereItStands } from '../../tree/unfinishedItems';
import { withProgress } from '../../ui/progress';
import { attempt, runs } from '../attempt';
import { couldNotDelete } from '../deletion/deletionReport';
import { decideOnOrphan } from '../keys/orphan';
import type { Parts } from '../parts';
import { searchKeyUses } from '../searchKeyUses';
import { usesSentence } from '../usesSentence';
import { warnHeldInMemory } from '../warnHeldInMemory';
import { confirmRiskyFile, type RiskyFile } from './riskyFiles';
import type { RotatingParts } from './rotatingParts';
import { filesLeftSentence, stepWords, stoppedSentence } from './rotationSentences';
import { decideOnRetiring, tell } from './tellOutcome';
import { wayLabel } from './wayWords';

/** Asks and tells the user what comes up while a rotation runs. */
export function rotationQuestions(parts: RotatingParts): RotationQuestions {
  return {
    whileRotating: (rotation, task) =>
      withProgress(
        rotation.step === 'undo'
          ? l10n.t('Undoing the rotation of “{0}”', rotation.oldName)
          : l10n.t('Rotating “{0}”', rotation.oldName),
        (signal, report) =>
          task({
            signal,
            onStep: current => {
              const words = stepWords(current);
              if (words !== undefined) report(words);
            },
          }),
      ),
    confirmHoldInMemory: rotation => confirmHoldInMemory(parts, rotation),
    confirmDeleteOldKey: rotation => confirmDeleteOldKey(parts, rotation),
    decideOnRetiring: (rotation, isPending) => decideOnRetiring(parts, rotation, isPending),
    decideOnFailure: (rotation, error, ways) => decideOnFailure(parts, rotation, error, ways),
    confirmDeleteOrphan: async key =>
      (await decideOnOrphan(parts, projectOf(parts, key.projectId), key)) === 'replace',
    whileDeletingOrphan: ({ projectId, displayName }, task) =>
      attempt(couldNotDelete(projectOf(parts, projectId), displayName), projectId, () =>
        withProgress(l10n.t('Deleting “{0}”…', displayName), task),
      ),
    decideOnNewKeyGone: (rotation, ways) => decideOnNewKeyGone(parts, rotation, ways),
    decideOnSecretGone: ({ newName }) => decideOnSecretGone(parts, newName),
    decideOnFilesLeft: (rotation, results) => decideOnFilesLeft(parts, rotation, results),
    tell: (rotation, outcome) => tell(parts, rotation, outcome),
    tellHeldInMemory: ({ newName }) => {
      warnHeldInMemory(parts, newName);
    },
  };
}

export function confirmHoldInMemory(
  { prompts }: Pick<Parts, 'prompts'>,
  { oldName }: Rotation,
): Promise<boolean> {
  return prompts.confirm({
    question: l10n.t('Rotate “{0}” even though VS Code can’t store the new secret?', oldName),
    detail: l10n.t(
      'VS Code’s secret storage is not saving anything. Check that your system’s keyring is unlocked. If you rotate now, only this window has the new secret until your files have it. If the window closes before that, the secret is lost.',
    ),
    keep: l10n.t('Don’t Rotate'),
    action: l10n.t('Rotate Anyway'),
  });
}

async function confirmDeleteOldKey(parts: RotatingParts, rotation: Rotation): Promise<boolean> {
  const { projectId, oldKeyId, oldName, newName } = rotation;
  const searched = await searchKeyUses(parts, [{ accessKeyId: oldKeyId, displayName: oldName, projectId }]);
  return parts.prompts.confirm({
    question: l10n.t('Delete old key “{0}”, which “{1}” replaced?', oldName, newName),
    detail: [
      l10n.t(
        'Apps that use key {0} of “{1}” stop working within a minute. This can’t be undone.',
        oldKeyId,
        projectName(projectOf(parts, projectId)),
      ),
      ...usesSentence(searched),
    ].join('\n\n'),
    keep: l10n.t('Keep Old Key'),
    action: l10n.t('Delete Old Key'),
  });
}

/** Asks how to proceed after a failure. If the credential failed, offers to sign in and continue too. */
async function decideOnFailure<W extends 'continue' | 'undo'>(
  parts: RotatingParts,
  rotation: Rotation,
  error: unknown,
  ways: readonly W[],
): Promise<W | undefined> {
  const { sentence, why } = stoppedSentence(parts, rotation, error);
  const signIn = runs(l10n.t('Sign In'), 'sinchAccessKeys.signIn', rotation.projectId);
  const [first = '', ...others] = ways.map(wayLabel);
  const chosen = await parts.prompts.warn(
    `${sentence} ${whereItStands(rotation)}`,
    first,
    ...(why?.culprit === 'credential' ? [signIn.label] : []),
    ...others,
  );
  if (chosen === signIn.label) await signIn.run();
  const way = ways.find(each => wayLabel(each) === chosen);
  return way !== 'undo' || (await confirmUndo(parts, rotation)) ? way : undefined;
}

/** Asks before the new key of a rotation is deleted. */
export function confirmUndo(
  { prompts }: Pick<Parts, 'prompts'>,
  { oldName, newName }: Rotation,
): Promise<boolean> {
  return prompts.confirm({
    question: l10n.t('Undo the rotation of “{0}”?', oldName),
    detail: l10n.t(
      'Your files get the old key back, and the new key “{0}” is deleted. Apps that already use the new key stop working within a minute.',
      newName,
    ),
    keep: l10n.t('Keep New Key'),
    action: l10n.t('Undo Rotation'),
  });
}

async function decideOnNewKeyGone<W extends 'undo' | 'deleteOldKey'>(
  { prompts }: RotatingParts,
  { oldName, newName }: Rotation,
  ways: readonly W[],
): Promise<W | undefined> {
  const labelOf = (way: W) => (way === 'undo' ? l10n.t('Undo Rotation') : l10n.t('Delete Old Key'));
  const chosen = await prompts.decide(
    l10n.t('The new key “{0}”, which replaced “{1}”, was deleted elsewhere.', newName, oldName),
    l10n.t(
      'Files that use the new key no longer work. “{0}” still does: restore it, or delete it as well.',
      oldName,
    ),
    ...(ways.some(way => way === 'undo') ? [] : [l10n.t('Keep Old Key')]),
    ...ways.map(labelOf),
  );
  return ways.find(way => labelOf(way) === chosen);
}

async function decideOnSecretGone({ prompts }: RotatingParts, newName: string) {
  const leave = l10n.t('Leave Files');
  const message = l10n.t(
    'The secret of “{0}” is no longer stored: you inserted it yourself, or discarded it. The other files can’t be changed.',
    newName,
  );
  return (await prompts.warn(message, leave)) === leave ? 'leaveFiles' : undefined;
}

async function decideOnFilesLeft(
  { prompts }: RotatingParts,
  rotation: Rotation,
  results: ReadonlyMap<string, Replacement>,
) {
  const again = l10n.t('Try Again');
  const leave = l10n.t('Leave Files');
  const anyway = l10n.t('Replace Anyway…');
  const risky = riskyFiles(results);
  const actions = risky.length === 0 ? [again, leave] : [anyway, again, leave];
  const chosen = await prompts.warn(filesLeftSentence(rotation, results), ...actions);
  if (chosen === again) return 'tryAgain';
  if (chosen === anyway) return confirmRisks({ prompts }, risky);
  return chosen === leave ? 'leaveFiles' : undefined;
}

function riskyFiles(results: ReadonlyMap<string, Replacement>): readonly RiskyFile[] {
  return [...results].flatMap(([uri, result]) => {
    const risk = riskIn(result);
    return risk ? [{ name: workspace.asRelativePath(Uri.parse(uri, true)), risks: [risk] }] : [];
  });
}

/** Asks about one file after the other. */
async function confirmRisks(parts: Pick<Parts, 'prompts'>, files: readonly RiskyFile[]) {
  for (const file of files) if (!(await confirmRiskyFile(parts, file))) return undefined;
  return 'replaceAnyway';
}

function projectOf({ projects }: Pick<Parts, 'projects'>, projectId: string) {
  return projects.get(projectId) ?? { id: projectId };
}
