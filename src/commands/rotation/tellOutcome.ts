import { l10n } from '../../l10n';
import type { Rotation } from '../../rotation/rotation';
import { newKeyId } from '../../rotation/credentials';
import type { ToldOutcome } from '../../rotation/rotationQuestions';
import { runs } from '../attempt';
import { showMessage } from '../runReportingErrors';
import { askWhereToInsert } from '../secrets/askWhereToInsert';
import { shows } from '../show';
import { complete } from '../walkthrough';
import type { RotatingParts } from './rotatingParts';
import { heldSentence, signInSentence, stoppedSentence, undoneSentence } from './rotationSentences';

/** Tells how a rotation ended, or that the user has to sign in with another key before it can be continued. */
export async function tell(parts: RotatingParts, rotation: Rotation, outcome: ToldOutcome): Promise<void> {
  const { prompts } = parts;
  const { oldName, newName, projectId } = rotation;
  switch (outcome.kind) {
    case 'done':
      complete('rotated');
      tellInFull(
        parts,
        rotation,
        l10n.t('“{0}” replaced “{1}”, which was deleted. {2}', newName, oldName, {
          own: heldSentence(rotation),
        }),
      );
      return insertIfPending(parts, rotation);
    case 'undone':
      void prompts.notify(undoneSentence(rotation));
      return;
    case 'refused': {
      const { sentence } = stoppedSentence(parts, rotation, outcome.error);
      void prompts.warn(`${sentence} ${l10n.t('Nothing was changed.')}`);
      return;
    }
    case 'takenOver':
      void prompts.warn(
        l10n.t('Another window continued or ended the rotation of “{0}”. The tree shows its state.', oldName),
      );
      return;
    case 'secretGone': {
      const signIn = runs(l10n.t('Sign In'), 'sinchAccessKeys.signIn', projectId);
      const chosen = await prompts.warn(signInSentence(rotation), signIn.label);
      if (chosen === signIn.label) await signIn.run();
    }
  }
}

/** Says which files have which key, while both work. @returns whether the user wants to delete the old key now */
export async function decideOnRetiring(
  parts: RotatingParts,
  rotation: Rotation,
  isSecretPending: boolean,
): Promise<boolean> {
  complete('rotated');
  const { oldName, newName } = rotation;
  if (isSecretPending) {
    tellInFull(
      parts,
      rotation,
      l10n.t(
        '“{0}” replaces “{1}”. {2} Delete “{1}” in the tree when nothing uses it any more.',
        newName,
        oldName,
        { own: heldSentence(rotation) },
      ),
    );
    await insertIfPending(parts, rotation);
    return false;
  }
  const remove = l10n.t('Delete Old Key…');
  const chosen = await parts.prompts.notify(
    l10n.t(
      '“{0}” replaced “{1}”. {2} Deploy it, then delete “{1}”. Until then, both work.',
      newName,
      oldName,
      { own: heldSentence(rotation) },
    ),
    remove,
  );
  return chosen === remove;
}

/** Doesn't wait for an answer. Has a button because VS Code only then shows a message in full. */
function tellInFull(parts: RotatingParts, rotation: Rotation, message: string): void {
  const accessKeyId = newKeyId(rotation);
  const { projectId } = rotation;
  const offers = accessKeyId === undefined ? [] : [shows(parts, { kind: 'key', projectId, accessKeyId })];
  void showMessage(parts, 'notify', message, offers);
}

async function insertIfPending(parts: RotatingParts, rotation: Rotation): Promise<void> {
  const keyId = newKeyId(rotation);
  const secret = keyId === undefined ? undefined : await parts.pendingSecrets.get(rotation.projectId, keyId);
  if (secret) await askWhereToInsert(parts, secret);
}
