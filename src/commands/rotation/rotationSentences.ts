import { Uri, workspace } from 'vscode';
import { l10n } from '../../l10n';
import type { Replacement } from '../../envFiles/replacePair';
import { explain, type Explanation } from '../../projects/explain';
import { projectName } from '../../projects/projectList';
import { type Rotation, type RotationFile, type RotationFileState } from '../../rotation/rotation';
import { isAbsence } from '../../sinch/errors';
import { UnprovedKeyError } from '../../sinch/proveKey';
import { isAbort } from '../../ui/signal';
import { listed } from '../listed';
import { replacementSentence } from '../env/replacementSentence';
import type { Parts } from '../parts';

/** With more names, a notification is cut off. */
const maxFiles = 4;

/** Which files have the new key, and which still have the old one, in a sentence each. */
export function heldSentence(rotation: Rotation): string {
  const held = namesOf(rotation, 'replaced');
  const idOnly = namesOf(rotation, 'idOnly');
  const left = namesOf(rotation, 'left');
  return [
    ...(held.length + idOnly.length === 0 ? [l10n.t('No files were changed.')] : []),
    ...(held.length > 0 ? [l10n.t('The new key is in {0}.', listed(held, maxFiles))] : []),
    ...(idOnly.length > 0 ? [idOnlySentence(idOnly)] : []),
    ...(left.length > 0 ? [l10n.t('“{0}” is still in {1}.', rotation.oldName, listed(left, maxFiles))] : []),
  ].join(' ');
}

function idOnlySentence(files: readonly string[]): string {
  const names = listed(files, maxFiles);
  return files.length === 1
    ? l10n.t('{0} now has the new key ID. Update the secret where you keep it.', names)
    : l10n.t('{0} now have the new key ID. Update the secret where you keep it.', names);
}

/** The result of an undone rotation: the new key stays if a file still has it. */
export function undoneSentence(rotation: Rotation): string {
  const left = namesOf(rotation, 'notRestored');
  return left.length === 0
    ? l10n.t('The rotation of “{0}” was undone. Everything is as before.', rotation.oldName)
    : l10n.t(
        'The rotation of “{0}” was undone, except in {1}. “{2}” is still used there, so it was not deleted.',
        rotation.oldName,
        listed(left, maxFiles),
        rotation.newName,
      );
}

/** Why some files don't have the key they should, a sentence each. */
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
      ? l10n.t('“{0}” couldn’t be restored everywhere, so “{1}” was kept too.', oldName, newName)
      : l10n.t('“{0}” couldn’t be inserted everywhere, so “{1}” was kept.', newName, oldName),
    ...sentences.slice(0, maxFiles),
    ...(more === 1 ? [l10n.t('1 more file couldn’t be changed.')] : []),
    ...(more > 1 ? [l10n.t('{0} more files couldn’t be changed.', more)] : []),
  ].join(' ');
}

/** The files of a rotation that are in one state, by the names they have on screen. */
export function namesOf({ files }: Rotation, state: RotationFileState): readonly string[] {
  return files.filter(file => file.state === state).map(nameOf);
}

function nameOf({ uri }: Pick<RotationFile, 'uri'>): string {
  return workspace.asRelativePath(Uri.parse(uri, true));
}

/** What a rotation is doing, for its progress; undefined for a step that takes no time. */
export function stepWords({ step, newName, oldName }: Rotation): string | undefined {
  switch (step) {
    case 'deleteFirst':
    case 'deleteOld':
      return l10n.t('deleting “{0}”…', oldName);
    case 'create':
      return l10n.t('creating “{0}”…', newName);
    case 'prove':
      return l10n.t('signing in with “{0}”…', newName);
    case 'replace':
      return l10n.t('changing files…');
    case 'signIn':
    case 'release':
    case 'retire':
    case 'undo':
      return undefined;
  }
}

/** Why a rotation stopped, by the name of the key it is about; undefined for a bug, as `explain` says. */
export function whyStopped({ step, oldName, newName }: Rotation, error: unknown): Explanation | undefined {
  const asked = step === 'undo' ? oldName : newName;
  if (error instanceof UnprovedKeyError) {
    return {
      text: l10n.t(
        '“{0}” can’t sign in. It may not be active at Sinch yet, or it was deleted. Try again in a minute.',
        asked,
      ),
    };
  }
  if (isAbsence(error)) return { text: l10n.t('“{0}” no longer exists. It was deleted elsewhere.', asked) };

  return explain(error);
}

/** Says that a rotation stopped, and why. Logs an error that the extension doesn't expect: a bug. */
export function stoppedSentence(
  { projects, log }: Pick<Parts, 'projects' | 'log'>,
  rotation: Rotation,
  error: unknown,
): { readonly sentence: string; readonly why: Explanation | undefined } {
  const { projectId, oldName } = rotation;
  const project = projects.get(projectId);
  const what = l10n.t(
    'The rotation of “{0}” in “{1}” stopped.',
    oldName,
    project ? projectName(project) : projectId,
  );
  const why = whyStopped(rotation, error);
  if (!why && !isAbort(error)) log.error('A rotation failed.', error);
  const reason = isAbort(error)
    ? l10n.t('You cancelled it.')
    : (why?.text ?? l10n.t('See the log for details.'));
  return { sentence: `${what} ${reason}`, why };
}

/** Says that the key the extension signs in with can’t be deleted while no other secret is known. */
export function signInSentence({ step, oldName, newName }: Rotation): string {
  switch (step) {
    case 'deleteFirst':
      return l10n.t(
        'This extension signs in with “{0}”, which would be deleted before there is a new key. Sign in with another key first.',
        oldName,
      );
    case 'undo':
      return l10n.t(
        'This extension signs in with “{0}”, which would be deleted, and the secret of “{1}” is not stored. Sign in with another key first.',
        newName,
        oldName,
      );
    default:
      return l10n.t(
        'This extension signs in with “{0}”, and the secret of “{1}” is no longer stored. Sign in with another key first.',
        oldName,
        newName,
      );
  }
}
