import { l10n } from 'vscode';
import type { Rotation } from '../../rotation/rotations';
import type { ChosenKey } from '../choose';
import type { SignInKey } from '../../projects/signInKeys';
import type { RotatingParts } from './rotatingParts';
import type { RotationChoice } from './rotationPage';
import { rotationFile } from './rotationTargets';

/**
 * Writes a rotation into the journal, from where it can be gone on with whatever happens.
 * @param signIn where the extension signs in with the old key
 * @returns undefined where it can't be kept there, and the user thinks again
 */
export async function beginRotation(
  parts: Pick<RotatingParts, 'rotations' | 'prompts'>,
  { project, key }: ChosenKey,
  { name, files, ending }: RotationChoice & { readonly name: string },
  signIn: SignInKey | undefined,
): Promise<Rotation | undefined> {
  const { accessKeyId, displayName } = key;
  const rotation: Rotation = {
    projectId: project.id,
    oldKeyId: accessKeyId,
    oldName: displayName,
    newName: name,
    begunAt: Date.now(),
    ending,
    step: ending === 'deleteFirst' ? 'deleteFirst' : 'create',
    ...(signIn && {
      signIn: { projectIds: signIn.projects.map(({ id }) => id), oldSecret: signIn.keySecret },
    }),
    files: [...files]
      .filter(({ use }) => use.accessKeyId === accessKeyId)
      .map(({ use }) => rotationFile(use)),
  };
  if ((await parts.rotations.write(rotation)) === 'stored') return rotation;
  const agreed = await parts.prompts.confirm(
    l10n.t('Rotate “{0}” although VS Code can’t keep the new secret?', displayName),
    l10n.t(
      'VS Code’s secret storage does not keep what it is given: is the keyring of your system unlocked? Until the files hold it, the secret of the new key would be held in this window only, and be lost with it.',
    ),
    l10n.t('Rotate Anyway'),
  );
  if (agreed) return rotation;
  await parts.rotations.finish(rotation);
  return undefined;
}
