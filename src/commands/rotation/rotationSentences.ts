import { l10n, Uri, workspace } from 'vscode';
import type { Replacement } from '../../envFiles/replacePair';
import type { Rotation, RotationFile } from '../../keys/rotations';
import { listed } from '../listed';
import { replacementSentence } from '../env/replacementSentence';

/** A notification is cut off where it goes on for long. */
const mostFiles = 4;

/** Which files hold the new key, in one sentence. */
export function heldSentence({ files }: Rotation): string {
  const held = files.filter(({ state }) => state === 'replaced');
  return held.length === 0
    ? l10n.t('No file was changed.')
    : l10n.t('The new key stands in {0}.', listed(held.map(nameOf), mostFiles));
}

/** Why some files don't hold the key they should, a sentence each. */
export function filesLeftSentence(rotation: Rotation, results: ReadonlyMap<string, Replacement>): string {
  const sentences = [...results].flatMap(
    ([uri, result]) => replacementSentence(nameOf({ uri }), result) ?? [],
  );
  const more = sentences.length - mostFiles;
  return [
    rotation.step === 'undo'
      ? l10n.t(
          '“{0}” could not be put back everywhere, so “{1}” stays too.',
          rotation.oldName,
          rotation.newName,
        )
      : l10n.t('“{0}” could not take over everywhere, so “{1}” stays.', rotation.newName, rotation.oldName),
    ...sentences.slice(0, mostFiles),
    ...(more > 0 ? [l10n.t('{0} more files could not be changed.', more)] : []),
  ].join(' ');
}

/** Somebody else went on with it: this window knows no more. */
export function takenOverSentence({ oldName }: Rotation): string {
  return l10n.t(
    'Meanwhile the rotation of “{0}” went on elsewhere, or ended: the tree shows where it stands.',
    oldName,
  );
}

function nameOf({ uri }: Pick<RotationFile, 'uri'>): string {
  return workspace.asRelativePath(Uri.parse(uri, true));
}
