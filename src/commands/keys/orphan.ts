import { l10n } from 'vscode';
import { type Project, projectName } from '../../projects/projectList';
import { deleteIfThere } from '../../sinch/deleteIfThere';
import type { AccessKey } from '../../sinch/types';
import { withProgress } from '../../ui/progress';
import { attempt } from '../attempt';
import type { Parts } from '../parts';

/** A key that was created and whose secret nobody has. */
export type Orphan = Pick<AccessKey, 'accessKeyId' | 'displayName'>;

/** Says that a secret is lost, and asks which of `actions` to take. @returns undefined where the user puts it off */
export function decideOnOrphan(
  { prompts }: Pick<Parts, 'prompts'>,
  project: Project,
  { accessKeyId, displayName }: Orphan,
  ...actions: readonly string[]
): Promise<string | undefined> {
  return prompts.decide(
    l10n.t(
      'The access key “{0}” exists in “{1}”, but its secret is lost.',
      displayName,
      projectName(project),
    ),
    l10n.t(
      'Sinch created the key {0}; its answer, with the secret in it, never arrived, and Sinch shows a secret only once. Nobody can use the key.',
      accessKeyId,
    ),
    ...actions,
  );
}

/** @throws UserError */
export async function deleteOrphan(
  { connections, keys }: Pick<Parts, 'connections' | 'keys'>,
  project: Project,
  { accessKeyId, displayName }: Orphan,
): Promise<void> {
  const what = l10n.t('Could not delete the access key “{0}” of “{1}”.', displayName, projectName(project));
  await attempt(what, project.id, async () => {
    const api = await connections.to(project.id);
    await withProgress(l10n.t('Deleting “{0}”…', displayName), signal =>
      deleteIfThere(api, accessKeyId, { signal }),
    );
    keys.drop(project.id, accessKeyId);
  });
}
