import { l10n } from 'vscode';
import { type Project, projectName } from '../projects/projectList';
import { ApiError } from '../sinch/errors';
import type { AccessKeysApi, AccessKey } from '../sinch/types';
import { withProgress } from '../ui/progress';
import { attempt } from './attempt';
import { chooseKey, type ChosenKey, knownKeys } from './choose';
import type { Parts } from './parts';

/** Deletes an access key at Sinch, after a modal question that says what will break. */
export async function deleteKey(
  parts: Pick<Parts, 'projects' | 'credentials' | 'connections' | 'keys' | 'waiting' | 'prompts'>,
  argument: unknown,
): Promise<void> {
  const { credentials, connections, keys, waiting, prompts } = parts;
  const chosen = await chooseKey(parts, argument, l10n.t('Delete Access Key'));
  if (!chosen) return;
  const { project, key } = chosen;
  const credential = await credentials.get(project.id);
  const signsIn = credential?.kind === 'keyPair' && credential.keyId === key.accessKeyId;
  const isLast = (await knownKeys(parts, project)).length === 1;
  const question = l10n.t(
    'Delete the access key “{0}” of the project “{1}”?',
    key.displayName,
    projectName(project),
  );
  if (!(await prompts.confirm(question, consequences(chosen, signsIn, isLast), l10n.t('Delete Key')))) return;

  const what = l10n.t(
    'Could not delete the access key “{0}” of “{1}”.',
    key.displayName,
    projectName(project),
  );
  await attempt(what, project.id, async () => {
    const api = await connections.to(project.id);
    await withProgress(l10n.t('Deleting “{0}”…', key.displayName), signal => deleteIfThere(api, key, signal));
    keys.drop(project.id, key.accessKeyId);
    await waiting.drop(project.id, key.accessKeyId);
    if (signsIn) await signOut(parts, project);
  });
}

function consequences({ key }: ChosenKey, signsIn: boolean, isLast: boolean): string {
  const lines = [
    l10n.t(
      'Everything that still uses the key {0} stops working within a minute. This can’t be undone.',
      key.accessKeyId,
    ),
  ];
  if (signsIn) {
    lines.push(
      l10n.t(
        'This extension signs in to the project with this key: you will be signed out, and need another key to sign in again.',
      ),
    );
  }
  if (isLast) {
    lines.push(
      l10n.t(
        'It is the last key of the project: after this, only the Sinch Build Dashboard can make another.',
      ),
    );
  }
  return lines.join('\n\n');
}

/** A key that is gone already counts as deleted. */
async function deleteIfThere(
  api: AccessKeysApi,
  { accessKeyId }: AccessKey,
  signal: AbortSignal,
): Promise<void> {
  try {
    await api.delete(accessKeyId, { signal });
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 404)) throw error;
  }
}

/** The credential went with its key: keeping it would only fail later. */
async function signOut(
  { credentials, connections, keys }: Pick<Parts, 'credentials' | 'connections' | 'keys'>,
  { id }: Project,
) {
  await credentials.delete(id);
  connections.close(id);
  keys.forget(id);
}
