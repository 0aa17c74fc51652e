import { l10n } from 'vscode';
import { whereItStands } from '../../keys/matterItems';
import type { Rotation } from '../../keys/rotations';
import { explain } from '../../projects/explain';
import { projectName } from '../../projects/projectList';
import type { Halt } from '../../rotation/halt';
import { givenUp } from '../../rotation/steps';
import { canUndo } from '../../rotation/undo';
import { isAbort } from '../../ui/signal';
import { runs } from '../attempt';
import { decideOnOrphan, deleteOrphan } from '../keys/orphan';
import { placeSecret } from '../secrets/placeSecret';
import { askOldKey } from './deleteOldKey';
import { filesLeftSentence, heldSentence, takenOverSentence } from './rotationSentences';
import type { RotatingParts } from './rotatingParts';

/** Tells where a rotation stopped, and asks what to do about it. @returns what to go on with, if anything */
export async function settleHalt(
  parts: RotatingParts,
  rotation: Rotation,
  halt: Halt,
): Promise<Rotation | undefined> {
  switch (halt.kind) {
    case 'retiring':
      return settleRetiring(parts, rotation);
    case 'done':
      void parts.prompts.notify(doneSentence(rotation));
      await placeIfWaiting(parts, rotation);
      return undefined;
    case 'undone':
      void parts.prompts.notify(
        l10n.t('The rotation of “{0}” is undone: everything is as before.', rotation.oldName),
      );
      return undefined;
    case 'refused':
    case 'failed':
      return settleFailure(parts, rotation, halt);
    case 'takenOver':
      void parts.prompts.warn(takenOverSentence(rotation));
      return undefined;
    case 'orphaned':
      return settleOrphan(parts, rotation, halt.key.accessKeyId);
    case 'secretGone':
      return settleSecretGone(parts, rotation);
    case 'filesLeft':
      return settleFilesLeft(parts, rotation, filesLeftSentence(rotation, halt.results));
  }
}

async function settleRetiring(parts: RotatingParts, rotation: Rotation): Promise<Rotation | undefined> {
  const { projectId, newKeyId, oldName, newName } = rotation;
  const secret = newKeyId === undefined ? undefined : await parts.waiting.get(projectId, newKeyId);
  if (secret) {
    void parts.prompts.notify(
      l10n.t(
        '“{0}” takes over from “{1}”. {2} Delete “{1}” once nothing uses it any more; its row in the tree waits.',
        newName,
        oldName,
        heldSentence(rotation),
      ),
    );
    await placeSecret(parts, secret);
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

function doneSentence(rotation: Rotation): string {
  const { newName, oldName } = rotation;
  return l10n.t(
    '“{0}” took over from “{1}”, which is deleted. {2}',
    newName,
    oldName,
    heldSentence(rotation),
  );
}

async function placeIfWaiting(parts: RotatingParts, { projectId, newKeyId }: Rotation): Promise<void> {
  const secret = newKeyId === undefined ? undefined : await parts.waiting.get(projectId, newKeyId);
  if (secret) await placeSecret(parts, secret);
}

async function settleFailure(
  parts: RotatingParts,
  rotation: Rotation,
  { kind, error }: Extract<Halt, { readonly kind: 'refused' | 'failed' }>,
): Promise<Rotation | undefined> {
  const { prompts, projects, log } = parts;
  const { projectId, oldName } = rotation;
  const project = projects.get(projectId);
  const what = l10n.t(
    'The rotation of “{0}” in “{1}” stopped.',
    oldName,
    project ? projectName(project) : projectId,
  );
  const why = explain(error);
  if (!why && !isAbort(error)) log.error('A rotation failed.', error);
  const reason = isAbort(error) ? l10n.t('You cancelled it.') : (why?.text ?? l10n.t('The log says more.'));
  if (kind === 'refused') {
    void prompts.warn(`${what} ${reason} ${l10n.t('Nothing was changed.')}`);
    return undefined;
  }
  const goOn = l10n.t('Go On');
  const undo = l10n.t('Undo');
  const signIn = runs(l10n.t('Sign In'), 'sinchAccessKeys.signIn', projectId);
  const chosen = await prompts.warn(
    `${what} ${reason} ${whereItStands(rotation)}`,
    goOn,
    ...(why?.culprit === 'credential' ? [signIn.label] : []),
    ...(rotation.step !== 'undo' && canUndo(rotation) ? [undo] : []),
  );
  switch (chosen) {
    case goOn:
      return rotation;
    case undo:
      return { ...rotation, step: 'undo' };
    case signIn.label:
      await signIn.run();
      return undefined;
    default:
      return undefined;
  }
}

async function settleOrphan(
  parts: RotatingParts,
  rotation: Rotation,
  accessKeyId: string,
): Promise<Rotation | undefined> {
  const project = parts.projects.get(rotation.projectId);
  if (!project) return undefined;
  const orphan = { accessKeyId, displayName: rotation.newName };
  if ((await decideOnOrphan(parts, project, orphan, l10n.t('Delete It and Create Again'))) === undefined) {
    return undefined;
  }
  await deleteOrphan(parts, project, orphan);
  return rotation;
}

async function settleSecretGone(
  { prompts }: RotatingParts,
  rotation: Rotation,
): Promise<Rotation | undefined> {
  const { newName, oldName, projectId } = rotation;
  if (rotation.step !== 'prove' && rotation.step !== 'replace') {
    const signIn = runs(l10n.t('Sign In'), 'sinchAccessKeys.signIn', projectId);
    const message = l10n.t(
      'This extension signs in with “{0}”, and the secret of “{1}” is not kept here any more. Sign in with another key first.',
      oldName,
      newName,
    );
    if ((await prompts.warn(message, signIn.label)) === signIn.label) await signIn.run();
    return undefined;
  }
  const leave = l10n.t('Leave the Files');
  const message = l10n.t(
    'The secret of “{0}” is not kept here any more: it was placed by hand, or dropped. The other files can’t be changed.',
    newName,
  );
  return (await prompts.warn(message, leave)) === leave ? leaveFiles(rotation) : undefined;
}

async function settleFilesLeft(
  { prompts }: RotatingParts,
  rotation: Rotation,
  message: string,
): Promise<Rotation | undefined> {
  const again = l10n.t('Try Again');
  const leave = l10n.t('Leave Them');
  const chosen = await prompts.warn(message, again, leave);
  if (chosen === again) return rotation;
  return chosen === leave ? leaveFiles(rotation) : undefined;
}

/** Goes on without the files that were not changed: with these, the old key stays until the user says. */
function leaveFiles(rotation: Rotation): Rotation {
  const isUndo = rotation.step === 'undo';
  return {
    ...rotation,
    files: isUndo ? rotation.files.map(file => ({ ...file, state: 'left' })) : rotation.files.map(givenUp),
    step: isUndo ? 'undo' : 'replace',
  };
}
