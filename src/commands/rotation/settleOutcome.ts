import { l10n } from 'vscode';
import { whereItStands } from '../../tree/unfinishedItems';
import type { Replacement } from '../../envFiles/replacePair';
import type { Rotation } from '../../rotation/rotations';
import { projectName } from '../../projects/projectList';
import type { RotationOutcome } from '../../rotation/rotationOutcome';
import { leaveFiles } from '../../rotation/leaveFiles';
import { canUndo } from '../../rotation/undo';
import { isAbort } from '../../ui/signal';
import { runs } from '../attempt';
import { decideOnOrphan, deleteOrphan } from '../keys/orphan';
import { filesLeftSentence, takenOverSentence, undoneSentence } from './rotationSentences';
import type { RotatingParts } from './rotatingParts';
import { settleSecretGone } from './settleSecretGone';
import { settleDone, settleRetiring } from './settleTakeover';
import { whyStopped } from './whyStopped';

/** Tells where a rotation stopped, and asks what to do about it. @returns what to go on with, if anything */
export async function settleOutcome(
  parts: RotatingParts,
  rotation: Rotation,
  outcome: RotationOutcome,
): Promise<Rotation | undefined> {
  switch (outcome.kind) {
    case 'retiring':
      return settleRetiring(parts, rotation);
    case 'done':
      await settleDone(parts, rotation);
      return undefined;
    case 'undone':
      void parts.prompts.notify(undoneSentence(rotation));
      return undefined;
    case 'refused':
    case 'failed':
      return settleFailure(parts, rotation, outcome);
    case 'takenOver':
      void parts.prompts.warn(takenOverSentence(rotation));
      return undefined;
    case 'orphaned':
      return settleOrphan(parts, rotation, outcome.key.accessKeyId);
    case 'newKeyGone':
      return settleSuccessorGone(parts, rotation);
    case 'secretGone':
      return settleSecretGone(parts, rotation);
    case 'filesLeft':
      return settleFilesLeft(parts, rotation, outcome.results);
  }
}

async function settleFailure(
  parts: RotatingParts,
  rotation: Rotation,
  { kind, error }: Extract<RotationOutcome, { readonly kind: 'refused' | 'failed' }>,
): Promise<Rotation | undefined> {
  const { prompts, projects, log } = parts;
  const { projectId, oldName } = rotation;
  const project = projects.get(projectId);
  const what = l10n.t(
    'The rotation of “{0}” in “{1}” stopped.',
    oldName,
    project ? projectName(project) : projectId,
  );
  const why = whyStopped(rotation, error);
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
  const { projectId, newName } = rotation;
  const project = parts.projects.get(projectId) ?? { id: projectId };
  const orphan = { accessKeyId, displayName: newName };
  if ((await decideOnOrphan(parts, project, orphan, l10n.t('Delete It and Create Again'))) === undefined) {
    return undefined;
  }
  await deleteOrphan(parts, project, orphan);
  return rotation;
}

async function settleSuccessorGone(
  { prompts }: RotatingParts,
  rotation: Rotation,
): Promise<Rotation | undefined> {
  const { oldName, newName } = rotation;
  const undo = l10n.t('Undo Rotation');
  const remove = l10n.t('Delete Old Key');
  const chosen = await prompts.decide(
    l10n.t('“{0}”, which took over from “{1}”, was deleted elsewhere.', newName, oldName),
    l10n.t(
      'Whatever was changed to it fails. “{0}” still works: put it back, or delete it too, after which neither does.',
      oldName,
    ),
    ...(canUndo(rotation) ? [undo] : []),
    remove,
  );
  switch (chosen) {
    case undo:
      return { ...rotation, step: 'undo' };
    case remove:
      return { ...rotation, step: 'deleteOld', newKeyId: undefined };
    default:
      return undefined;
  }
}

async function settleFilesLeft(
  { prompts }: RotatingParts,
  rotation: Rotation,
  results: ReadonlyMap<string, Replacement>,
): Promise<Rotation | undefined> {
  const again = l10n.t('Try Again');
  const leave = l10n.t('Leave Them');
  const chosen = await prompts.warn(filesLeftSentence(rotation, results), again, leave);
  if (chosen === again) return rotation;
  return chosen === leave ? leaveFiles(rotation, results) : undefined;
}
