import { l10n } from 'vscode';
import type { RotationEnding } from '../../rotation/rotations';
import { projectName } from '../../projects/projectList';
import { newKeyName } from '../../rotation/newKeyName';
import { maxAccessKeys } from '../../sinch/limits';
import type { AccessKey } from '../../sinch/types';
import { UserError } from '../../ui/userError';
import { type ChosenKey, freshKeys } from '../choose';
import { keyNameProblem } from '../keys/keyName';
import { searchKeyUses } from '../searchKeyUses';
import { signInKeys } from '../../projects/signInKeys';
import { beginRotation } from './beginRotation';
import { continueRotation } from './continueRotation';
import { knownSecrets } from './knownSecrets';
import { makeRoom } from './makeRoom';
import { resumeEntry } from './resumeRotation';
import type { RotatingParts } from './rotatingParts';
import { rotationOf } from './rotationOf';
import { askRotation } from './rotationPage';
import { rotationTargets } from './rotationTargets';

/** Checks what can be checked, asks on one page, and rotates one key. A rotation it is part of is gone on with. */
export async function rotateOne(parts: RotatingParts, chosen: ChosenKey): Promise<void> {
  const { project, key } = chosen;
  const before = await rotationOf(parts, chosen);
  if (before) return resumeEntry(parts, before);

  let keys = await presentKeys(parts, chosen);
  const signIns = await signInKeys(parts);
  const signsIn = signIns.has(key.accessKeyId);
  const room = keys.length < maxAccessKeys ? 'there' : await makeRoom(parts, chosen, !signsIn);
  if (room === undefined) return;
  if (room === 'made') {
    keys = await presentKeys(parts, chosen);
    if (keys.length >= maxAccessKeys) return;
  }
  const secrets = await knownSecrets(parts, signIns, [chosen]);
  const targets = await rotationTargets(await searchKeyUses(parts, [key], secrets));
  const name = newKeyName(key.displayName, new Date(), new Set(keys.map(each => each.displayName)));
  const choice = await askRotation(parts, {
    title: l10n.t('Rotate “{0}” of “{1}”', key.displayName, projectName(project)),
    action: l10n.t('Rotate “{0}”', key.displayName),
    name,
    targets,
    endings: room === 'inPlace' ? (['deleteFirst'] as const) : laterEndings,
    rename: before => askName(parts, before, keys),
  });
  if (!choice) return;
  if (room === 'inPlace' && !(await agreesToGap(parts, chosen))) return;
  // Another window may have begun while the user thought.
  const meanwhile = await rotationOf(parts, chosen);
  if (meanwhile) return resumeEntry(parts, meanwhile);
  const rotation = await beginRotation(
    parts,
    chosen,
    { ...choice, name: choice.name ?? name },
    signIns.get(key.accessKeyId),
  );
  if (rotation) await continueRotation(parts, rotation);
}

/** What may become of the old key where there is room for the new one. */
export const laterEndings: readonly RotationEnding[] = ['keep', 'deleteAfter', 'deleteNow'];

/** @throws UserError where the key is gone */
async function presentKeys(parts: RotatingParts, { project, key }: ChosenKey): Promise<readonly AccessKey[]> {
  const keys = await freshKeys(parts, project);
  if (keys.some(({ accessKeyId }) => accessKeyId === key.accessKeyId)) return keys;
  throw new UserError(
    l10n.t('The access key “{0}” of “{1}” no longer exists.', key.displayName, projectName(project)),
  );
}

async function askName(
  { prompts }: RotatingParts,
  name: string,
  taken: readonly AccessKey[],
): Promise<string | undefined> {
  const answer = await prompts.text({
    title: l10n.t('Name of the New Access Key'),
    prompt: l10n.t('The key that takes over'),
    value: name,
    validate: text => keyNameProblem(text, taken),
  });
  return answer.kind === 'text' ? answer.text : undefined;
}

function agreesToGap({ prompts }: RotatingParts, { key, project }: ChosenKey): Promise<boolean> {
  return prompts.confirm(
    l10n.t('Delete “{0}” before the new key exists?', key.displayName),
    l10n.t(
      'Whatever uses the key {0} of “{1}” fails within a minute, until it is deployed with the new key. Should Sinch then refuse to create one, there is none at all. This can’t be undone.',
      key.accessKeyId,
      projectName(project),
    ),
    l10n.t('Delete and Replace'),
  );
}
