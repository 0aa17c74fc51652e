import { l10n } from '../../l10n';
import { settleCreation } from '../../keys/createKey';
import type { CreationEntry } from '../../keys/creations';
import { asNode } from '../../tree/nodes';
import { UserError } from '../../ui/userError';
import type { Parts } from '../parts';
import { type CreationParts, creationPorts, tellCreated } from './creationWords';

type EntryParts = Pick<Parts, 'creations' | 'projects' | 'prompts'>;

/** Finds out whether an unconfirmed key exists, and asks the user what to do about it. */
export async function checkUnconfirmedKey(
  parts: CreationParts & EntryParts,
  argument: unknown,
): Promise<void> {
  const entry = await chooseEntry(parts, argument);
  const project = entry && parts.projects.get(entry.value.projectId);
  if (!project) return;
  const result = await settleCreation(parts, entry, creationPorts(parts, project));
  await tellCreated(parts, project, entry.value, result);
}

async function chooseEntry(
  { creations, projects, prompts }: EntryParts,
  argument: unknown,
): Promise<CreationEntry | undefined> {
  const node = asNode(argument);
  if (node?.kind === 'unconfirmedKey') return creations.get(node.creationId);
  const all = (await creations.unfinished(node?.projectId)).filter(({ value }) =>
    projects.get(value.projectId),
  );
  if (all.length === 0) throw new UserError(l10n.t('There are no unconfirmed keys.'));
  if (all.length === 1) return all[0];
  return prompts.pick(
    l10n.t('Check Unconfirmed Key'),
    l10n.t('Which unconfirmed key?'),
    all.map(entry => ({
      label: `$(key) ${entry.value.displayName}`,
      description: entry.value.projectId,
      value: entry,
    })),
  );
}
