import { l10n } from '../../l10n';
import type { Rotation } from '../../rotation/rotation';
import { canUndo } from '../../rotation/undo';

/** What an abandoned rotation leaves, and what is lost with it, a sentence each. */
export function abandonSentences(rotation: Rotation): readonly string[] {
  const { oldName } = rotation;
  return [
    keysSentence(rotation),
    ...(isLastToKnow(rotation)
      ? [
          l10n.t(
            'This also removes the stored secret of “{0}”, so you can’t undo the rotation later.',
            oldName,
          ),
        ]
      : []),
  ];
}

function keysSentence({ step, ending, oldName, newName, newKey }: Rotation): string {
  if (step === 'deleteFirst' || newKey.kind === 'givenUp')
    return l10n.t('“{0}” may already be deleted, and there is no new key.', oldName);

  const madeRoom = ending === 'deleteFirst';
  if (newKey.kind === 'notCreated') {
    return madeRoom
      ? l10n.t(
          '“{0}” is deleted, and “{1}” may exist without its secret. Look for it in the project’s keys.',
          oldName,
          newName,
        )
      : l10n.t('“{0}” may exist without its secret. Look for it in the project’s keys.', newName);
  }
  if (madeRoom) return l10n.t('“{0}” is deleted. “{1}” and the files stay as they are.', oldName, newName);
  switch (step) {
    case 'deleteOld':
      return oneStays(oldName, newName);
    case 'undo':
      return oneStays(newName, oldName);
    default:
      return l10n.t('Both keys, “{0}” and “{1}”, and the files stay as they are.', oldName, newName);
  }
}

function oneStays(target: string, other: string): string {
  return l10n.t('“{0}” may already be deleted. “{1}” and the files stay as they are.', target, other);
}

/** Whether only the rotation has the secret of an old key that could be restored. */
function isLastToKnow(rotation: Rotation): boolean {
  const { step, signIn, files } = rotation;
  const signsInAnew = signIn !== undefined && step !== 'create' && step !== 'prove' && step !== 'signIn';
  return (
    canUndo(rotation) &&
    (signsInAnew || files.some(({ state, oldSecret }) => state === 'replaced' && oldSecret.kind === 'known'))
  );
}
