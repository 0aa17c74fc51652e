import { l10n } from '../l10n';
import { whereItStands } from '../tree/unfinishedItems';
import type { StoredWork } from '../tree/storedWork';
import { countOf, findUnfinishedWork } from '../tree/unfinishedWork';
import type { RotationEntry } from '../rotation/rotations';
import type { PendingKey } from '../keys/pendingSecrets';
import { projectName } from '../projects/projectList';
import type { Remedy } from '../ui/userError';
import { runsOn } from './attempt';
import type { Parts } from './parts';
import { takeWay, waysOn } from '../rotation/resumeRotation';
import { resumeQuestions } from './rotation/resumeQuestions';
import type { RotatingParts } from './rotation/rotatingParts';
import { wayLabel } from './rotation/wayWords';
import { showMessage } from './runReportingErrors';
import { shows } from './show';

type TellParts = RotatingParts & Pick<Parts, 'creations'>;

/** Shows the unfinished work of earlier sessions in one notification. Sends no request to Sinch. */
export async function showUnfinishedWork(parts: TellParts): Promise<void> {
  const work = await findUnfinishedWork(parts);
  if (countOf(work) === 0) return;
  const { message, offers } = messageFor(parts, work);
  await showMessage(parts, 'notify', message, offers);
}

function messageFor(
  parts: TellParts,
  work: StoredWork,
): { readonly message: string; readonly offers: readonly Remedy[] } {
  const { secrets, creations, rotations } = work;
  const count = countOf(work);
  if (secrets.length === count)
    return { message: secretsSentence(parts, secrets), offers: secretOffers(secrets) };
  const [creation] = creations;
  const [rotation] = rotations;
  if (count === 1 && creation) {
    const { projectId, displayName } = creation.value;
    return {
      message: l10n.t(
        'We couldn’t confirm whether “{0}” was created in “{1}”. It may exist without its secret.',
        displayName,
        nameOf(parts, projectId),
      ),
      offers: [
        runsOn(l10n.t('Check'), 'sinchAccessKeys.settleCreation', {
          kind: 'unconfirmedKey',
          projectId,
          creationId: creation.id,
        }),
      ],
    };
  }
  if (count === 1 && rotation) return rotationMessage(parts, rotation);
  return {
    message: l10n.t('{0} access keys need your attention.', count),
    offers: [...rotations.map(({ value }) => value), ...creations.map(({ value }) => value), ...secrets]
      .slice(0, 1)
      .map(({ projectId }) => shows(parts, { kind: 'project', projectId })),
  };
}

function secretsSentence(parts: TellParts, secrets: readonly PendingKey[]): string {
  const [only] = secrets;
  return secrets.length === 1 && only
    ? l10n.t('The secret of “{0}” in “{1}” is pending.', only.displayName, nameOf(parts, only.projectId))
    : l10n.t('The secrets of {0} access keys are pending.', secrets.length);
}

/** The actions on pending secrets. If there are several, each command asks which one to use. */
function secretOffers(secrets: readonly PendingKey[]): readonly Remedy[] {
  const [only] = secrets;
  const row =
    secrets.length === 1 && only
      ? ({ kind: 'pendingSecret', projectId: only.projectId, accessKeyId: only.accessKeyId } as const)
      : undefined;
  return [
    runsOn(l10n.t('Insert'), 'sinchAccessKeys.insertIntoEnv', row),
    runsOn(l10n.t('Copy'), 'sinchAccessKeys.copySecret', row),
    runsOn(l10n.t('Discard'), 'sinchAccessKeys.dropSecret', row),
  ];
}

function rotationMessage(parts: TellParts, entry: RotationEntry) {
  const { projectId, oldName } = entry.value;
  return {
    message: l10n.t('The rotation of “{0}” in “{1}” is paused. {2}', oldName, nameOf(parts, projectId), {
      own: whereItStands(entry.value),
    }),
    offers: waysOn(entry.value).map(way => ({
      label: wayLabel(way),
      run: () => takeWay(parts.rotation, resumeQuestions(parts), entry, way),
    })),
  };
}

function nameOf({ projects }: Pick<Parts, 'projects'>, projectId: string): string {
  const project = projects.get(projectId);
  return project ? projectName(project) : projectId;
}
