import { Uri } from 'vscode';
import { l10n } from '../../l10n';
import type { Rotation } from '../../rotation/rotation';
import type { ResumeQuestions } from '../../rotation/rotationQuestions';
import { whereItStands } from '../../tree/unfinishedItems';
import { otherCallerSentence } from '../otherCaller';
import { abandonSentences } from './abandonSentences';
import { filesSentence } from './confirmRotation';
import type { RotatingParts } from './rotatingParts';
import { confirmUndo, rotationQuestions } from './rotationQuestions';
import { wayWords } from './wayWords';

/** Asks what to do with a rotation that is paused or whose old key is retiring, and what comes up while it runs. */
export function resumeQuestions(parts: RotatingParts): ResumeQuestions {
  const { prompts } = parts;
  return {
    ...rotationQuestions(parts),
    decideOnResume: async (rotation, ways) => {
      const way = await prompts.pick(
        l10n.t('Rotation of “{0}”', rotation.oldName),
        whereItStands(rotation),
        ways.map(value => ({ ...wayWords(value), value })),
      );
      return way !== 'continue' || (await confirmContinue(parts, rotation)) ? way : undefined;
    },
    confirmUndo: rotation => confirmUndo(parts, rotation),
    confirmAbandon: rotation =>
      prompts.confirm({
        question: l10n.t('Abandon the rotation of “{0}”?', rotation.oldName),
        detail: abandonSentences(rotation).join(' '),
        keep: l10n.t('Keep Rotation'),
        action: l10n.t('Abandon'),
      }),
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

/** Asks in a modal dialog if the user may not have started it: another extension can answer the list of ways. */
async function confirmContinue(
  { prompts, askedBy }: Pick<RotatingParts, 'prompts' | 'askedBy'>,
  { oldName, files }: Rotation,
): Promise<boolean> {
  if (askedBy === 'person') return true;
  return prompts.confirm({
    question: l10n.t('Continue the rotation of “{0}”?', oldName),
    detail: [filesSentence(files.map(({ uri }) => Uri.parse(uri, true))), otherCallerSentence()].join('\n\n'),
    keep: l10n.t('Keep Paused'),
    action: l10n.t('Continue Rotation'),
  });
}
