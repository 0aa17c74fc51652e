import { l10n, Uri, workspace } from 'vscode';
import type { Replacement } from '../../envFiles/replacePair';
import type { Rotation, RotationFile, RotationFileState } from '../../rotation/rotations';
import { listed } from '../listed';
import { replacementSentence } from '../env/replacementSentence';

/** A notification is cut off where it goes on for long. */
const maxFiles = 4;

/** Which files hold the new key, in one sentence, and which still hold the old one, in another. */
export function heldSentence(rotation: Rotation): string {
  const held = namesOf(rotation, 'replaced');
  const idOnly = namesOf(rotation, 'idOnly');
  const left = namesOf(rotation, 'left');
  return [
    ...(held.length + idOnly.length === 0 ? [l10n.t('No file was changed.')] : []),
    ...(held.length > 0 ? [l10n.t('The new key stands in {0}.', listed(held, maxFiles))] : []),
    ...(idOnly.length > 0
      ? [
          l10n.t(
            'The ID of the new key stands in {0}; its secret is yet to get where that is kept.',
            listed(idOnly, maxFiles),
          ),
        ]
      : []),
    ...(left.length > 0
      ? [l10n.t('“{0}” still stands in {1}.', rotation.oldName, listed(left, maxFiles))]
      : []),
  ].join(' ');
}

/** What became of a rotation that was undone: the new key stays where a file still holds it. */
export function undoneSentence(rotation: Rotation): string {
  const left = namesOf(rotation, 'notRestored');
  return left.length === 0
    ? l10n.t('The rotation of “{0}” is undone: everything is as before.', rotation.oldName)
    : l10n.t(
        'The rotation of “{0}” is undone, save in {1}: “{2}” still stands there, so it was not deleted.',
        rotation.oldName,
        listed(left, maxFiles),
        rotation.newName,
      );
}

/** Why some files don't hold the key they should, a sentence each. */
export function filesLeftSentence(rotation: Rotation, results: ReadonlyMap<string, Replacement>): string {
  const { step, oldName, newName } = rotation;
  const isUndo = step === 'undo';
  const keys = isUndo ? { from: newName, to: oldName } : { from: oldName, to: newName };
  const sentences = [...results].flatMap(
    ([uri, result]) => replacementSentence(nameOf({ uri }), result, keys) ?? [],
  );
  const more = sentences.length - maxFiles;
  return [
    isUndo
      ? l10n.t('“{0}” could not be put back everywhere, so “{1}” stays too.', oldName, newName)
      : l10n.t('“{0}” could not take over everywhere, so “{1}” stays.', newName, oldName),
    ...sentences.slice(0, maxFiles),
    ...(more === 1 ? [l10n.t('One more file could not be changed.')] : []),
    ...(more > 1 ? [l10n.t('{0} more files could not be changed.', more)] : []),
  ].join(' ');
}

/** Somebody else went on with it: this window knows no more. */
export function takenOverSentence({ oldName }: Rotation): string {
  return l10n.t(
    'Meanwhile the rotation of “{0}” went on elsewhere, or ended: the tree shows where it stands.',
    oldName,
  );
}

/** The files of a rotation that are in one state, by the names they have on screen. */
export function namesOf({ files }: Rotation, state: RotationFileState): readonly string[] {
  return files.filter(file => file.state === state).map(nameOf);
}

function nameOf({ uri }: Pick<RotationFile, 'uri'>): string {
  return workspace.asRelativePath(Uri.parse(uri, true));
}
