import { l10n } from 'vscode';
import { type Project, projectName } from '../projects/projectList';
import { SinchError } from '../sinch/errors';
import { keyLimit } from '../sinch/limits';
import type { CreatedAccessKey } from '../sinch/types';
import type { WaitingSecret } from '../keys/waitingSecrets';
import { withProgress } from '../ui/progress';
import { isAbort } from '../ui/signal';
import { UserError } from '../ui/userError';
import { failure, runs } from './attempt';
import { chooseProject, knownKeys } from './choose';
import { keyNameProblem } from './keyName';
import { keyOfLostAnswer, reportLostAnswer } from './lostAnswer';
import type { Parts } from './parts';
import { placeSecret } from './placeSecret';
import { show } from './show';

type CreateParts = Pick<
  Parts,
  | 'projects'
  | 'credentials'
  | 'connections'
  | 'keys'
  | 'waiting'
  | 'tree'
  | 'view'
  | 'envFiles'
  | 'clipboard'
  | 'prompts'
  | 'log'
>;

/** Creates an access key, keeps its secret before anything else happens with it, and asks where it should go. */
export async function createKey(parts: CreateParts, argument: unknown): Promise<void> {
  const title = l10n.t('Create Access Key');
  const project = await chooseProject(parts, argument, title);
  if (!project) return;
  const keys = await knownKeys(parts, project);
  if (keys.length >= keyLimit) throw full(project);
  const answer = await parts.prompts.text({
    title,
    prompt: l10n.t(
      'Name of the key in “{0}”; {1} of {2} keys exist',
      projectName(project),
      keys.length,
      keyLimit,
    ),
    placeholder: l10n.t('What will use it, such as “staging” or “my laptop”'),
    validate: name => keyNameProblem(name, keys),
  });
  if (answer.kind !== 'text') return;

  const secret = await create(parts, project, answer.text);
  if (!secret) return;
  show(parts, { kind: 'key', projectId: project.id, accessKeyId: secret.accessKeyId });
  await placeSecret(parts, secret);
}

/** @returns undefined where the answer, and the secret in it, was lost: the user has been told then */
async function create(
  parts: CreateParts,
  project: Project,
  name: string,
): Promise<WaitingSecret | undefined> {
  const { connections, keys, waiting, prompts } = parts;
  try {
    const api = await connections.to(project.id);
    return await withProgress(l10n.t('Creating “{0}”…', name), async signal => {
      const created = await api.create(name, { signal });
      const secret = waitingSecret(project, created);
      const where = await waiting.keep(secret);
      keys.put(created.accessKey);
      if (where === 'heldInMemory') {
        void prompts.notify(
          l10n.t(
            'VS Code’s secret storage could not keep the secret of “{0}”. Place it before you close this window, or it is lost.',
            name,
          ),
        );
      }
      return secret;
    });
  } catch (error) {
    const what = l10n.t('Could not create the access key “{0}” in “{1}”.', name, projectName(project));
    const answerLost = isAbort(error) || (error instanceof SinchError && error.outcomeUnknown);
    const made = answerLost ? await keyOfLostAnswer(parts, project, name) : undefined;
    if (!made) throw failure(what, project.id, error);
    await reportLostAnswer(parts, project, made);
    return undefined;
  }
}

function waitingSecret({ id }: Project, { accessKey, secret }: CreatedAccessKey): WaitingSecret {
  return { projectId: id, accessKeyId: accessKey.accessKeyId, displayName: accessKey.displayName, secret };
}

function full(project: Project): UserError {
  return new UserError(
    l10n.t(
      'The project “{0}” already has its {1} access keys. Delete one first.',
      projectName(project),
      keyLimit,
    ),
    { remedies: [runs(l10n.t('Delete a Key…'), 'sinchAccessKeys.deleteKey', project.id)] },
  );
}
