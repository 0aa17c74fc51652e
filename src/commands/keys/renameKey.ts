import { l10n } from '../../l10n';
import { projectName } from '../../projects/projectList';
import { rotationAwaiting } from '../../rotation/insertableSecrets';
import type { AccessKey } from '../../sinch/types';
import { readOr } from '../../storage/readOr';
import { withProgress } from '../../ui/progress';
import { UserError } from '../../ui/userError';
import { attempt, runsOn } from '../attempt';
import { chooseKey, knownKeys } from '../choose';
import { keyNameProblem } from './keyName';
import type { Parts } from '../parts';

/** Gives an access key another display name. @throws UserError, also if other work must be finished first */
export async function renameKey(
  parts: Pick<Parts, 'projects' | 'connections' | 'keys' | 'creations' | 'rotations' | 'prompts' | 'log'>,
  argument: unknown,
): Promise<void> {
  const title = l10n.t('Rename Access Key');
  const chosen = await chooseKey(parts, argument, title);
  if (!chosen) return;
  const { project, key } = chosen;
  await assertRenamable(parts, key);
  const others = (await knownKeys(parts, project)).filter(
    ({ accessKeyId }) => accessKeyId !== key.accessKeyId,
  );
  const answer = await parts.prompts.text({
    title,
    prompt: l10n.t('New name for “{0}” in “{1}”', key.displayName, projectName(project)),
    value: key.displayName,
    validate: name => keyNameProblem(name, others),
  });
  if (answer.kind !== 'text' || answer.text === key.displayName) return;
  const what = l10n.t('Couldn’t rename access key “{0}” in “{1}”.', key.displayName, projectName(project));
  const task = async (): Promise<void> => {
    const api = await parts.connections.to(project.id);
    const renamed = await withProgress(l10n.t('Renaming “{0}”…', key.displayName), signal =>
      api.update(key.accessKeyId, answer.text, { signal }),
    );
    parts.keys.put(renamed);
  };
  const rename = (): Promise<void> => attempt(what, project.id, task, rename);
  await rename();
}

/** @throws UserError if an interrupted create still has to be looked up by the name the key has now */
async function assertRenamable(
  { creations, rotations, log }: Pick<Parts, 'creations' | 'rotations' | 'log'>,
  { projectId, accessKeyId, displayName }: AccessKey,
): Promise<void> {
  const message = l10n.t(
    'This may be the unconfirmed key “{0}”, which we look up by its name. Check it before you rename it.',
    displayName,
  );
  const all = await readOr(log, { what: 'creations', projectId }, creations.list(projectId), []);
  const creation = all.find(({ value }) => value.displayName === displayName);
  if (creation) {
    const row = { kind: 'unconfirmedKey', projectId, creationId: creation.id } as const;
    const check = runsOn(l10n.t('Check'), 'sinchAccessKeys.settleCreation', row);
    throw new UserError(message, { remedies: [check] });
  }
  const rotation = await rotationAwaiting({ rotations, log }, { projectId, accessKeyId, displayName });
  if (rotation) {
    const row = { kind: 'rotation', projectId, accessKeyId: rotation.value.oldKeyId } as const;
    const goOn = runsOn(l10n.t('Continue Rotation…'), 'sinchAccessKeys.resumeRotation', row);
    throw new UserError(message, { remedies: [goOn] });
  }
}
