import { l10n } from 'vscode';
import type { Rotation } from '../../rotation/rotation';
import { canUndo } from '../../rotation/undo';

/** What is left of a rotation that is abandoned, and what goes with it, a sentence each. */
export function abandonSentences(rotation: Rotation): readonly string[] {
  const { oldName } = rotation;
  return [
    keysSentence(rotation),
    ...(isLastToKnow(rotation)
      ? [l10n.t('The secret of “{0}” goes with it: after that it can’t be undone.', oldName)]
      : []),
  ];
}

function keysSentence({ step, ending, oldName, newName, newKey }: Rotation): string {
  if (step === 'deleteFirst' || newKey.kind === 'givenUp') {
    return l10n.t('“{0}” may be deleted already, and there is no new key.', oldName);
  }
  const madeRoom = ending === 'deleteFirst';
  if (newKey.kind === 'notCreated') {
    return madeRoom
      ? l10n.t(
          '“{0}” is deleted, and “{1}” may exist without its secret: look for it among the keys of the project.',
          oldName,
          newName,
        )
      : l10n.t('“{0}” may exist without its secret: look for it among the keys of the project.', newName);
  }
  if (madeRoom)
    return l10n.t('“{0}” is deleted; “{1}” stays as it is, and so do the files.', oldName, newName);
  switch (step) {
    case 'deleteOld':
      return oneStays(oldName, newName);
    case 'undo':
      return oneStays(newName, oldName);
    default:
      return l10n.t(
        'Both access keys, “{0}” and “{1}”, stay as they are, and so do the files.',
        oldName,
        newName,
      );
  }
}

function oneStays(target: string, other: string): string {
  return l10n.t('“{0}” may be deleted already; “{1}” stays as it is, and so do the files.', target, other);
}

/** Whether nothing else keeps the secret of an old key that could be put back. */
function isLastToKnow(rotation: Rotation): boolean {
  const { step, signIn, files } = rotation;
  const signsInAnew = signIn !== undefined && step !== 'create' && step !== 'prove' && step !== 'signIn';
  return (
    canUndo(rotation) &&
    (signsInAnew || files.some(({ state, oldSecret }) => state === 'replaced' && oldSecret.kind === 'known'))
  );
}
