import { l10n } from '../../l10n';
import type { ResumeQuestions } from '../../rotation/rotationQuestions';
import { whereItStands } from '../../tree/unfinishedItems';
import { abandonSentences } from './abandonSentences';
import { confirmUndo, type RotatingParts, rotationQuestions } from './rotationQuestions';
import { wayWords } from './wayWords';

/** Asks what to do with a rotation that stopped, or whose old key retires, and all that comes up while it runs. */
export function resumeQuestions(parts: RotatingParts): ResumeQuestions {
  const { prompts } = parts;
  return {
    ...rotationQuestions(parts),
    decideOnResume: (rotation, ways) =>
      prompts.pick(
        l10n.t('Rotation of “{0}”', rotation.oldName),
        whereItStands(rotation),
        ways.map(value => ({ ...wayWords(value), value })),
      ),
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
