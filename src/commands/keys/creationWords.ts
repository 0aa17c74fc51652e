import { l10n } from '../../l10n';
import type { CreateParts, CreatePorts, CreateResult } from '../../keys/createPorts';
import type { Creation } from '../../keys/creations';
import { explain } from '../../projects/explain';
import { type Project, projectName } from '../../projects/projectList';
import { withProgress } from '../../ui/progress';
import { UserError } from '../../ui/userError';
import { failure, runsOn } from '../attempt';
import { couldNotDelete } from '../deletion/deletionReport';
import type { Parts } from '../parts';
import { askWhereToInsert, type InsertQuestionParts } from '../secrets/askWhereToInsert';
import { show, type ShowParts } from '../show';
import { complete } from '../walkthrough';
import { warnHeldInMemory } from '../warnHeldInMemory';
import { decideOnOrphan, type OrphanParts } from './orphan';

/** The parts that creating a key, asking about it and inserting its secret need. */
export type CreationParts = CreateParts &
  OrphanParts &
  InsertQuestionParts &
  ShowParts &
  Pick<Parts, 'prompts'>;

/** What a person is asked while a key of a project is created, and the progress that is shown. */
export function creationPorts(parts: OrphanParts, project: Project): CreatePorts {
  return {
    now: Date.now,
    run: (work, { displayName }, task) => withProgress(progressTitle(work, project, displayName), task),
    questions: {
      confirmHoldInMemory: ({ displayName }) =>
        parts.prompts.confirm({
          question: l10n.t('Create “{0}” even though VS Code can’t store its secret?', displayName),
          detail: l10n.t(
            'VS Code’s secret storage is not saving anything. Check that your system’s keyring is unlocked. If you create the key now, only this window has its secret: insert or copy it before you close the window, or it is lost.',
          ),
          keep: l10n.t('Don’t Create'),
          action: l10n.t('Create Anyway'),
        }),
      confirmCreateAgain: async ({ displayName }, error) => {
        const again = l10n.t('Try Again');
        const message = l10n.t(
          'Access key “{0}” was not created in “{1}”. {2}',
          displayName,
          projectName(project),
          { own: explain(error)?.text ?? '' },
        );
        return (await parts.prompts.warn(message.trim(), again)) === again;
      },
      decideOnOrphan: key => decideOnOrphan(parts, project, key),
    },
  };
}

function progressTitle(work: 'create' | 'lookUp' | 'delete', project: Project, displayName: string): string {
  switch (work) {
    case 'create':
      return l10n.t('Creating “{0}”…', displayName);
    case 'lookUp':
      return l10n.t('Looking for “{0}” in “{1}”…', displayName, projectName(project));
    case 'delete':
      return l10n.t('Deleting “{0}”…', displayName);
  }
}

/**
 * Shows the result of a create, and asks where the secret should go.
 * @param again creates the key: what can be tried again if Sinch refused
 * @throws UserError if Sinch refused, or if the result can't be told
 */
export async function tellCreated(
  parts: CreationParts,
  project: Project,
  { displayName }: Creation,
  result: CreateResult,
  again?: () => unknown,
): Promise<void> {
  switch (result.kind) {
    case 'made': {
      if (result.kept === 'heldInMemory') warnHeldInMemory(parts, displayName);
      complete('created');
      const { accessKeyId } = result.secret;
      show(parts, { kind: 'key', projectId: project.id, accessKeyId });
      await askWhereToInsert(parts, result.secret);
      return result.ended;
    }
    case 'found':
      if (parts.pendingSecrets.isHeld(result.secret)) warnHeldInMemory(parts, displayName);
      return askWhereToInsert(parts, result.secret);
    case 'refused': {
      const what = l10n.t('Couldn’t create access key “{0}” in “{1}”.', displayName, projectName(project));
      throw failure(what, project.id, result.error, again);
    }
    case 'orphanLeft':
      throw failure(couldNotDelete(project, displayName), project.id, result.error);
    case 'unknown':
      throw unknown(project, displayName, result);
    case 'elsewhere': {
      const text = l10n.t(
        'Another window seems to be creating “{0}” right now. If it isn’t, check again in two minutes.',
        displayName,
      );
      void parts.prompts.notify(text);
      return;
    }
    case 'over':
    case 'putOff':
  }
}

function unknown(
  project: Project,
  displayName: string,
  { creationId, error, secret }: Extract<CreateResult, { readonly kind: 'unknown' }>,
): UserError {
  const row = { kind: 'unconfirmedKey', projectId: project.id, creationId } as const;
  const why = { own: explain(error)?.text ?? '' };
  const name = projectName(project);
  const text = {
    stored: () =>
      l10n.t(
        '“{0}” was created in “{1}”, but we couldn’t find its key ID yet. Its secret is stored until we do. {2}',
        displayName,
        name,
        why,
      ),
    heldInMemory: () =>
      l10n.t(
        '“{0}” was created in “{1}”, but we couldn’t find its key ID yet. Its secret couldn’t be stored: check again before you close this window, or it is lost. {2}',
        displayName,
        name,
        why,
      ),
    none: () =>
      l10n.t(
        'We couldn’t confirm whether “{0}” was created in “{1}”: Sinch’s answer was lost and its keys can’t be listed right now. {2}',
        displayName,
        name,
        why,
      ),
  }[secret ?? 'none']();
  return new UserError(text, {
    remedies: [runsOn(l10n.t('Check Again'), 'sinchAccessKeys.settleCreation', row)],
    cause: error,
  });
}
