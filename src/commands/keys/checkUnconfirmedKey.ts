import { l10n } from 'vscode';
import type { CreationEntry } from '../../keys/creations';
import { lookUpCreated } from '../../keys/createAndKeep';
import { asNode } from '../../tree/nodes';
import { projectName } from '../../projects/projectList';
import { withProgress } from '../../ui/progress';
import { untilAborted } from '../../ui/signal';
import { UserError } from '../../ui/userError';
import { type CreateParts, createNamed } from './createNamed';
import { settleLookup } from './settleLookup';

/** Finds out what became of a create that was interrupted, and settles it with the user. */
export async function checkUnconfirmedKey(parts: CreateParts, argument: unknown): Promise<void> {
  const entry = await chooseEntry(parts, argument);
  const project = entry && parts.projects.get(entry.value.projectId);
  if (!project) return;
  const { id, writtenAt, progress } = entry;
  const { displayName } = entry.value;
  if (progress === 'elsewhere') {
    void parts.prompts.notify(
      l10n.t(
        'Another window seems to be creating “{0}” right now. If it isn’t, look again in two minutes.',
        displayName,
      ),
    );
    return;
  }
  const looking = l10n.t('Looking for “{0}” in “{1}”…', displayName, projectName(project));
  const found = await withProgress(looking, signal =>
    untilAborted(lookUpCreated(parts, project.id, displayName, writtenAt), signal),
  );
  const next = await settleLookup(parts, { id, project, name: displayName, found });
  if (next === 'createAgain') await createNamed(parts, project, displayName);
}

async function chooseEntry(
  { creations, projects, prompts }: Pick<CreateParts, 'creations' | 'projects' | 'prompts'>,
  argument: unknown,
): Promise<CreationEntry | undefined> {
  const node = asNode(argument);
  if (node?.kind === 'unconfirmedKey') return creations.get(node.creationId);
  const all = (await creations.unfinished(node?.projectId)).filter(({ value }) =>
    projects.get(value.projectId),
  );
  if (all.length === 0) throw new UserError(l10n.t('No creation of an access key was interrupted.'));
  if (all.length === 1) return all[0];
  return prompts.pick(
    l10n.t('Check an Interrupted Creation'),
    l10n.t('Which access key was to be created?'),
    all.map(entry => ({
      label: `$(key) ${entry.value.displayName}`,
      description: entry.value.projectId,
      value: entry,
    })),
  );
}
