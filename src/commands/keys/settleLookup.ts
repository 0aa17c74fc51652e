import { l10n } from 'vscode';
import type { Creation } from '../../keys/creations';
import type { CreateLookup } from '../../keys/createAndKeep';
import { explain } from '../../projects/explain';
import { type Project, projectName } from '../../projects/projectList';
import type { AccessKey } from '../../sinch/types';
import { isAbort } from '../../ui/signal';
import { UserError } from '../../ui/userError';
import { runsOn } from '../attempt';
import { decideOnOrphan, deleteOrphan } from './orphan';
import type { Parts } from '../parts';
import { askWhereToInsert } from '../secrets/askWhereToInsert';

type SettleParts = Pick<
  Parts,
  | 'projects'
  | 'credentials'
  | 'connections'
  | 'keys'
  | 'pendingSecrets'
  | 'creations'
  | 'envFiles'
  | 'clipboard'
  | 'prompts'
  | 'log'
>;

type EndParts = Pick<Parts, 'creations' | 'log'>;

export interface Found {
  /** The entry in the journal of creates. */
  readonly id: string;
  readonly project: Project;
  readonly name: string;
  readonly found: CreateLookup;
  /** Why the answer was lost, where that is known. */
  readonly error?: unknown;
}

/**
 * Tells what became of a create nobody saw the answer of, and does what the user wants done about it. The entry in the
 * journal stays until that is decided.
 * @throws UserError where nobody can say
 */
export async function settleLookup(parts: SettleParts, lost: Found): Promise<'createAgain' | undefined> {
  const { id, project, name, found } = lost;
  logUnexpected(parts, lost.error);
  switch (found.kind) {
    case 'made':
      await endMade(parts, id, { projectId: project.id, displayName: name });
      await askWhereToInsert(parts, found.secret);
      return undefined;
    case 'notMade':
      await endCreation(parts, id);
      return (await asksAgain(parts, lost)) ? 'createAgain' : undefined;
    case 'orphaned':
      return settleOrphan(parts, lost, found.key);
    case 'unknown':
      parts.creations.leave(id);
      logUnexpected(parts, found.error);
      throw new UserError(
        l10n.t(
          'Nobody can say whether the access key “{0}” was created in “{1}”: the answer was lost, and the keys can’t be listed now. {2}',
          name,
          projectName(project),
          explain(found.error)?.text ?? '',
        ),
        {
          remedies: [
            runsOn(l10n.t('Check Again'), 'sinchAccessKeys.settleCreation', {
              kind: 'unconfirmedKey',
              projectId: project.id,
              creationId: id,
            }),
          ],
          cause: found.error,
        },
      );
  }
}

/** Nothing is left to be found out about a create. What keeps its entry from ending is the log's business. */
export function endCreation({ creations, log }: EndParts, id: string): Promise<void> {
  return creations.finish(id).catch((error: unknown) => {
    log.error(`The entry of the create ${id} could not be ended.`, error);
  });
}

/** The same where the key was made. */
export function endMade({ creations, log }: EndParts, id: string, made: Creation): Promise<void> {
  return creations.finishMade(id, made).catch((error: unknown) => {
    log.error(`The entries of the create ${id} could not be ended.`, error);
  });
}

/** What nobody can explain to the user must be found in the log. */
function logUnexpected({ log }: Pick<Parts, 'log'>, error: unknown): void {
  if (error !== undefined && !explain(error) && !isAbort(error))
    log.error('A create failed unexpectedly.', error);
}

async function asksAgain({ prompts }: SettleParts, { project, name, error }: Found): Promise<boolean> {
  const again = l10n.t('Try Again');
  const why = explain(error)?.text ?? '';
  const message = l10n.t(
    'The access key “{0}” was not created in “{1}”. {2}',
    name,
    projectName(project),
    why,
  );
  return (await prompts.warn(message.trim(), again)) === again;
}

async function settleOrphan(
  parts: SettleParts,
  { id, project }: Found,
  key: AccessKey,
): Promise<'createAgain' | undefined> {
  const replace = l10n.t('Delete It and Create Again');
  const keep = l10n.t('Keep It');
  // Whatever happens from here on, the entry is there until the user has decided.
  parts.creations.leave(id);
  const chosen = await decideOnOrphan(parts, project, key, replace, keep);
  if (chosen === replace) await deleteOrphan(parts, project, key);
  if (chosen !== undefined) await endCreation(parts, id);
  return chosen === replace ? 'createAgain' : undefined;
}
