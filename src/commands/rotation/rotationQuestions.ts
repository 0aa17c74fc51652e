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
        l10n.t('Delete It and Create Again'),
      )) !== undefined,
    whileDeletingOrphan: ({ projectId, displayName }, task) =>
      attempt(couldNotDelete(projectOf(parts, projectId), displayName), projectId, () =>
        withProgress(l10n.t('Deleting “{0}”…', displayName), task),
      ),
    decideOnNewKeyGone: (rotation, ways) => decideOnNewKeyGone(parts, rotation, ways),
    decideOnSecretGone: async ({ newName }) => {
      const leave = l10n.t('Leave the Files');
      const message = l10n.t(
        'The secret of “{0}” is not kept here any more: it was placed by hand, or dropped. The other files can’t be changed.',
        newName,
      );
      return (await prompts.warn(message, leave)) === leave ? 'leaveFiles' : undefined;
    },
    decideOnFilesLeft: async (rotation, results) => {
      const again = l10n.t('Try Again');
      const leave = l10n.t('Leave Them');
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
          'The files get the old key back, and the access key “{0}” is deleted: whatever uses it already stops working within a minute.',
          newName,
        ),
        l10n.t('Undo Rotation'),
      ),
    confirmAbandon: rotation =>
      prompts.confirm(
        l10n.t('Forget the rotation of “{0}”?', rotation.oldName),
        abandonSentences(rotation).join(' '),
        l10n.t('Forget'),
      ),
    tellUnderWay: ({ oldName }, where) => {
      void prompts.notify(
        where === 'here'
          ? l10n.t('“{0}” is being rotated right now.', oldName)
          : l10n.t(
              'Another window seems to be rotating “{0}” right now. If it isn’t, look again in two minutes.',
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
    l10n.t('Rotate “{0}” although VS Code can’t keep the new secret?', oldName),
    l10n.t(
      'VS Code’s secret storage does not keep what it is given: is the keyring of your system unlocked? Until the files hold it, the secret of the new key would be held in this window only, and be lost with it.',
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
        description: l10n.t('once nothing uses it any more'),
      };
    case 'continue':
      return {
        label: `$(debug-continue) ${wayLabel(way)}`,
        description: l10n.t('from where it stopped; no second key is made'),
      };
    case 'undo':
      return {
        label: `$(discard) ${wayLabel(way)}`,
        description: l10n.t('put the old key back and delete the new one'),
      };
    case 'abandon':
      return {
        label: `$(close) ${wayLabel(way)}`,
        description: l10n.t('leave everything as it is now, and ask no more'),
      };
  }
}

export function wayLabel(way: Way): string {
  const labels: Readonly<Record<Way, string>> = {
    deleteOldKey: l10n.t('Delete Old Key…'),
    continue: l10n.t('Go On'),
    undo: l10n.t('Undo'),
    abandon: l10n.t('Forget'),
  };
  return labels[way];
}

async function confirmDeleteOldKey(parts: RotatingParts, rotation: Rotation): Promise<boolean> {
  const { projectId, oldKeyId, oldName, newName } = rotation;
  const searched = await searchKeyUses(parts, [{ accessKeyId: oldKeyId, displayName: oldName, projectId }]);
  return parts.prompts.confirm(
    l10n.t('Delete “{0}”, which “{1}” replaced?', oldName, newName),
    [
      l10n.t(
        'Everything that still uses the key {0} of “{1}” stops working within a minute. This can’t be undone.',
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
    l10n.t('“{0}”, which took over from “{1}”, was deleted elsewhere.', newName, oldName),
    l10n.t(
      'Whatever was changed to it fails. “{0}” still works: put it back, or delete it too, after which neither does.',
      oldName,
    ),
    ...ways.map(labelOf),
  );
  return ways.find(way => labelOf(way) === chosen);
}

function projectOf({ projects }: Pick<Parts, 'projects'>, projectId: string) {
  return projects.get(projectId) ?? { id: projectId };
}
