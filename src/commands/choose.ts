import { commands } from 'vscode';
import { l10n } from '../l10n';
import type { ProjectKeys } from '../keys/keyStore';
import { asNode } from '../tree/nodes';
import { type Project, projectName } from '../projects/projectList';
import type { AccessKey } from '../sinch/types';
import type { CommandId } from '../ids';
import type { Choice } from '../ui/prompts';
import { withProgressIfSlow } from '../ui/progress';
import { untilAborted } from '../sinch/untilAborted';
import { UserError } from '../ui/userError';
import { failure } from './attempt';
import type { Parts } from './parts';

export interface ChosenKey {
  readonly project: Project;
  readonly key: AccessKey;
}

/**
 * The project of the row `argument`; without one, the only project or the one the user picks. Undefined when dismissed.
 * @throws UserError if there is no project
 */
export async function chooseProject(
  { projects, prompts }: Pick<Parts, 'projects' | 'prompts'>,
  argument: unknown,
  title: string,
): Promise<Project | undefined> {
  const node = asNode(argument);
  const named = node && projects.get(node.projectId);
  if (named) return named;
  const all = projects.all();
  if (all.length === 0) {
    const addProject: CommandId = 'sinchAccessKeys.addProject';
    throw new UserError(l10n.t('There is no project yet. Add one first.'), {
      remedies: [{ label: l10n.t('Add Project'), run: () => commands.executeCommand(addProject) }],
    });
  }
  if (all.length === 1) return all[0];
  return prompts.pick(
    title,
    l10n.t('Which project?'),
    all.map(project => ({
      label: `$(project) ${projectName(project)}`,
      ...(project.label === undefined ? {} : { description: project.id }),
      value: project,
    })),
  );
}

/** The access key of the row `argument`, or the one the user picks. */
export async function chooseKey(
  parts: Pick<Parts, 'projects' | 'keys' | 'prompts'>,
  argument: unknown,
  title: string,
): Promise<ChosenKey | undefined> {
  const project = await chooseProject(parts, argument, title);
  if (!project) return undefined;
  const node = asNode(argument);
  const named = node && 'accessKeyId' in node ? parts.keys.find(project.id, node.accessKeyId) : undefined;
  if (named) return { project, key: named };
  const keys = await someKeys(parts, project);
  const key = await parts.prompts.pick(
    title,
    l10n.t('Which access key of “{0}”?', projectName(project)),
    keys.map(keyChoice),
  );
  return key && { project, key };
}

export function keyChoice(key: AccessKey): Choice<AccessKey> {
  return { label: `$(key) ${key.displayName}`, description: key.accessKeyId, value: key };
}

/** The keys of a project that has some. @throws UserError if it has none, or they can't be loaded */
export async function someKeys(parts: Pick<Parts, 'keys'>, project: Project): Promise<readonly AccessKey[]> {
  const keys = await knownKeys(parts, project);
  if (keys.length > 0) return keys;
  throw new UserError(l10n.t('“{0}” has no access keys.', projectName(project)));
}

/** The keys of a project, loaded first if they aren't known. @throws UserError if they can't be loaded */
export async function knownKeys(
  { keys }: Pick<Parts, 'keys'>,
  project: Project,
): Promise<readonly AccessKey[]> {
  const before = keys.peek(project.id);
  return before.status === 'loaded' ? before.keys : loadedKeys(project, () => keys.reload(project.id));
}

/** The keys of a project as they are now, which also proves that its credential works. @throws UserError */
export function freshKeys({ keys }: Pick<Parts, 'keys'>, project: Project): Promise<readonly AccessKey[]> {
  return loadedKeys(project, () => keys.relist(project.id));
}

async function loadedKeys(project: Project, load: () => Promise<ProjectKeys>): Promise<readonly AccessKey[]> {
  const name = projectName(project);
  const loading = l10n.t('Loading the access keys of “{0}”…', name);
  const state = await withProgressIfSlow(loading, signal => untilAborted(load(), signal));
  if (state.status === 'loaded') return state.keys;
  const what = l10n.t('Couldn’t load the access keys of “{0}”.', name);
  throw state.status === 'failed' ? failure(what, project.id, state.error) : new UserError(what);
}
