import { l10n } from 'vscode';
import type { Rotation } from '../../rotation/rotations';
import { showMessage } from '../runReportingErrors';
import { askWhereToInsert } from '../secrets/askWhereToInsert';
import { shows } from '../show';
import { askOldKey } from './askOldKey';
import { isWaiting } from './isWaiting';
import type { RotatingParts } from './rotatingParts';
import { heldSentence } from './rotationSentences';

/** Both keys work: says which files hold which, and offers to delete the old one. @returns what to go on with, if anything */
export async function settleRetiring(
  parts: RotatingParts,
  rotation: Rotation,
): Promise<Rotation | undefined> {
  const { oldName, newName } = rotation;
  if (await isWaiting(parts, rotation)) {
    tell(
      parts,
      rotation,
      l10n.t(
        '“{0}” takes over from “{1}”. {2} Delete “{1}” once nothing uses it any more; its row in the tree waits.',
        newName,
        oldName,
        heldSentence(rotation),
      ),
    );
    await placeIfWaiting(parts, rotation);
    return undefined;
  }
  const remove = l10n.t('Delete Old Key…');
  const chosen = await parts.prompts.notify(
    l10n.t(
      '“{0}” took over from “{1}”. {2} Deploy it, then delete “{1}”: until then both work.',
      newName,
      oldName,
      heldSentence(rotation),
    ),
    remove,
  );
  return chosen === remove ? askOldKey(parts, rotation) : undefined;
}

/** The old key is deleted. */
export async function settleDone(parts: RotatingParts, rotation: Rotation): Promise<void> {
  const { newName, oldName } = rotation;
  tell(
    parts,
    rotation,
    l10n.t('“{0}” took over from “{1}”, which is deleted. {2}', newName, oldName, heldSentence(rotation)),
  );
  await placeIfWaiting(parts, rotation);
}

/** Says it in full, and waits for no answer. */
function tell(parts: RotatingParts, { projectId, newKeyId }: Rotation, message: string): void {
  const row = newKeyId === undefined ? [] : [{ kind: 'key', projectId, accessKeyId: newKeyId } as const];
  void showMessage(
    parts,
    'notify',
    message,
    row.map(key => shows(parts, key)),
  );
}

async function placeIfWaiting(parts: RotatingParts, { projectId, newKeyId }: Rotation): Promise<void> {
  const secret = newKeyId === undefined ? undefined : await parts.pendingSecrets.get(projectId, newKeyId);
  if (secret) await askWhereToInsert(parts, secret);
}
