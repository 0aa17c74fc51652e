import { l10n } from 'vscode';
import { projectName } from '../../projects/projectList';
import type { Rotation } from '../../rotation/rotation';
import type { ResumeQuestions, Way } from '../../rotation/rotationQuestions';
import { whereItStands } from '../../tree/unfinishedItems';
import { withProgress } from '../../ui/progress';
import { attempt, runs } from '../attempt';
import type { DeleteParts } from '../deletion/deleteKeys';
import { couldNotDelete } from '../deletion/deletionReport';
import { decideOnOrphan } from '../keys/orphan';
import type { Parts } from '../parts';
import { searchKeyUses } from '../searchKeyUses';
import { usesSentence } from '../usesSentence';
import { warnHeldInMemory } from '../warnHeldInMemory';
import { abandonSentences } from './abandonSentences';
import { filesLeftSentence, stepWords, stoppedSentence } from './rotationSentences';
import { decideOnRetiring, tell } from './tellOutcome';

export type RotatingParts = DeleteParts & Pick<Parts, 'rotation' | 'tree' | 'view' | 'clipboard'>;

/** Asks and tells the user what comes up while a rotation runs. */
export function rotationQuestions(parts: RotatingParts): ResumeQuestions {
  const { prompts } = parts;
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
      (await decideOnOrphan(
        parts,
        projectOf(parts, key.projectId),
        key,
        l10n.t('Delete and Create Again'),
      )) !== undefined,
    whileDeletingOrphan: ({ projectId, displayName }, task) =>
      attempt(couldNotDelete(projectOf(parts, projectId), displayName), projectId, () =>
        withProgress(l10n.t('Deleting “{0}”…', displayName), task),
      ),
    decideOnNewKeyGone: (rotation, ways) => decideOnNewKeyGone(parts, rotation, ways),
    decideOnSecretGone: async ({ newName }) => {
      const leave = l10n.t('Leave Files');
      const message = l10n.t(
        'The secret of “{0}” is no longer stored: you inserted it yourself, or discarded it. The other files can’t be changed.',
        newName,
      );
      return (await prompts.warn(message, leave)) === leave ? 'leaveFiles' : undefined;
    },
    decideOnFilesLeft: async (rotation, results) => {
      const again = l10n.t('Try Again');
      const leave = l10n.t('Leave Files');
      const chosen = await prompts.warn(filesLeftSentence(rotation, results), again, leave);
      if (chosen === again) return 'tryAgain';
      return chosen === leave ? 'leaveFiles' : undefined;
    },
    tell: (rotation, outcome) => tell(parts, rotation, outcome),
    tellHeldInMemory: ({ newName }) => {
      warnHeldInMemory(parts, newName);
    },
    decideOnResume: (rotation, ways) =>
      prompts.pick(
        l10n.t('Rotation of “{0}”', rotation.oldName),
        whereItStands(rotation),
        ways.map(value => ({ ...wayWords(value), value })),
      ),
    confirmUndo: ({ oldName, newName }) =>
      prompts.confirm(
        l10n.t('Undo the rotation of “{0}”?', oldName),
        l10n.t(
          'Your files get the old key back, and the new key “{0}” is deleted. Apps that already use the new key stop working within a minute.',
          newName,
        ),
        l10n.t('Undo Rotation'),
      ),
    confirmAbandon: rotation =>
      prompts.confirm(
        l10n.t('Abandon the rotation of “{0}”?', rotation.oldName),
        abandonSentences(rotation).join(' '),
        l10n.t('Abandon'),
      ),
    tellUnderWay: ({ oldName }, where) => {
      void prompts.notify(
        where === 'here'
          ? l10n.t('“{0}” is being rotated right now.', oldName)
          : l10n.t(
              'Another window seems to be rotating “{0}” right now. If it isn’t, check again in two minutes.',
              oldName,
            ),
      );
    },
  };
}

export function confirmHoldInMemory(
  { prompts }: Pick<Parts, 'prompts'>,
  { oldName }: Rotation,
): Promise<boolean> {
  return prompts.confirm(
    l10n.t('Rotate “{0}” even though VS Code can’t store the new secret?', oldName),
    l10n.t(
      'VS Code’s secret storage is not saving anything. Check that your system’s keyring is unlocked. If you rotate now, only this window has the new secret until your files have it. If the window closes before that, the secret is lost.',
    ),
    l10n.t('Rotate Anyway'),
  );
}

/** @returns what a way is called, and what it does */
export function wayWords(way: Way): { readonly label: string; readonly description: string } {
  switch (way) {
    case 'deleteOldKey':
      return {
        label: `$(trash) ${wayLabel(way)}`,
        description: l10n.t('when nothing uses it any more'),
      };
    case 'continue':
      return {
        label: `$(debug-continue) ${wayLabel(way)}`,
        description: l10n.t('from where it stopped, without creating a second key'),
      };
    case 'undo':
      return {
        label: `$(discard) ${wayLabel(way)}`,
        description: l10n.t('restore the old key and delete the new one'),
      };
    case 'abandon':
      return {
        label: `$(close) ${wayLabel(way)}`,
        description: l10n.t('leave everything as it is and stop asking'),
      };
  }
}

export function wayLabel(way: Way): string {
  const labels: Readonly<Record<Way, string>> = {
    deleteOldKey: l10n.t('Delete Old Key…'),
    continue: l10n.t('Continue'),
    undo: l10n.t('Undo'),
    abandon: l10n.t('Abandon'),
  };
  return labels[way];
}

async function confirmDeleteOldKey(parts: RotatingParts, rotation: Rotation): Promise<boolean> {
  const { projectId, oldKeyId, oldName, newName } = rotation;
  const searched = await searchKeyUses(parts, [{ accessKeyId: oldKeyId, displayName: oldName, projectId }]);
  return parts.prompts.confirm(
    l10n.t('Delete old key “{0}”, which “{1}” replaced?', oldName, newName),
    [
      l10n.t(
        'Apps that use key {0} of “{1}” stop working within a minute. This can’t be undone.',
        oldKeyId,
        projectName(projectOf(parts, projectId)),
      ),
      ...usesSentence(searched),
    ].join('\n\n'),
    l10n.t('Delete Old Key'),
  );
}

/** Offers to sign in as well, where that is what it failed for: it can be continued afterwards. */
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
  return ways.find(way => wayLabel(way) === chosen);
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
    ...ways.map(labelOf),
  );
  return ways.find(way => labelOf(way) === chosen);
}

function projectOf({ projects }: Pick<Parts, 'projects'>, projectId: string) {
  return projects.get(projectId) ?? { id: projectId };
}
