import { l10n } from 'vscode';
import type { Rotation } from '../../rotation/rotations';
import { leaveFiles } from '../../rotation/leaveFiles';
import { runs } from '../attempt';
import type { RotatingParts } from './rotatingParts';

/** Says which secret is not kept here, and what to do about it. @returns what to go on with, if anything */
export async function settleSecretGone(
  { prompts }: RotatingParts,
  rotation: Rotation,
): Promise<Rotation | undefined> {
  const { step, newName, projectId } = rotation;
  if (step === 'prove' || step === 'replace') {
    const leave = l10n.t('Leave the Files');
    const message = l10n.t(
      'The secret of “{0}” is not kept here any more: it was placed by hand, or dropped. The other files can’t be changed.',
      newName,
    );
    return (await prompts.warn(message, leave)) === leave ? leaveFiles(rotation) : undefined;
  }
  const signIn = runs(l10n.t('Sign In'), 'sinchAccessKeys.signIn', projectId);
  const chosen = await prompts.warn(signsInSentence(rotation), signIn.label);
  if (chosen === signIn.label) await signIn.run();
  return undefined;
}

/** The key the extension signs in with can’t go while nobody knows the secret of another. */
function signsInSentence({ step, oldName, newName }: Rotation): string {
  switch (step) {
    case 'deleteFirst':
      return l10n.t(
        'This extension signs in with “{0}”, which would be deleted before there is a new key. Sign in with another key first.',
        oldName,
      );
    case 'undo':
      return l10n.t(
        'This extension signs in with “{0}”, which would be deleted, and the secret of “{1}” is not known here. Sign in with another key first.',
        newName,
        oldName,
      );
    default:
      return l10n.t(
        'This extension signs in with “{0}”, and the secret of “{1}” is not kept here any more. Sign in with another key first.',
        oldName,
        newName,
      );
  }
}
