import { l10n } from 'vscode';
import { type CreateOutcome, createAndKeep } from '../../keys/createAndKeep';
import { type Project, projectName } from '../../projects/projectList';
import { withProgress } from '../../ui/progress';
import { isAbort } from '../../ui/signal';
import { failure } from '../attempt';
import type { Parts } from '../parts';
import { askWhereToInsert } from '../secrets/askWhereToInsert';
import { endCreation, endMade, settleLookup } from './settleLookup';
import { show } from '../show';
import { warnHeldInMemory } from '../warnHeldInMemory';

export type CreateParts = Pick<
  Parts,
  | 'projects'
  | 'credentials'
  | 'connections'
  | 'keys'
  | 'pendingSecrets'
  | 'creations'
  | 'tree'
  | 'view'
  | 'envFiles'
  | 'clipboard'
  | 'prompts'
  | 'log'
>;

/**
 * Creates an access key and asks where its secret should go. An entry in the journal stands for it from before the
 * request until the secret is kept, so that a key whose answer is lost is found.
 * @throws UserError where Sinch refuses, or where nobody can say what became of it
 */
export async function createNamed(parts: CreateParts, project: Project, name: string): Promise<void> {
  const { creations } = parts;
  const { id, kept } = await creations.begin(project.id, name);
  if (kept === 'heldInMemory' && !(await agreesToHold(parts, name))) return endCreation(parts, id);
  const making = await make(parts, project, name);
  switch (making.kind) {
    case 'made':
      await endMade(parts, id, { projectId: project.id, displayName: name });
      if (making.kept === 'heldInMemory') warnHeldInMemory(parts, name);
      show(parts, { kind: 'key', projectId: project.id, accessKeyId: making.secret.accessKeyId });
      return askWhereToInsert(parts, making.secret);
    case 'refused':
      await endCreation(parts, id);
      throw failure(couldNotCreate(project, name), project.id, making.error);
    case 'lost': {
      const { error, found } = making;
      if (found.kind === 'notMade' && isAbort(error)) return endCreation(parts, id);
      const next = await settleLookup(parts, { id, project, name, found, error });
      return next === 'createAgain' ? createNamed(parts, project, name) : undefined;
    }
  }
}

function make(parts: CreateParts, { id }: Project, name: string): Thenable<CreateOutcome> {
  return withProgress(l10n.t('Creating “{0}”…', name), signal =>
    createAndKeep(parts, id, name, { signal, now: Date.now() }),
  );
}

function agreesToHold({ prompts }: CreateParts, name: string): Promise<boolean> {
  return prompts.confirm(
    l10n.t('Create “{0}” although VS Code can’t keep its secret?', name),
    l10n.t(
      'VS Code’s secret storage does not keep what it is given: is the keyring of your system unlocked? The secret of the new key would be held in this window only, and be lost with it unless you place it first.',
    ),
    l10n.t('Create Anyway'),
  );
}

function couldNotCreate(project: Project, name: string): string {
  return l10n.t('Could not create the access key “{0}” in “{1}”.', name, projectName(project));
}
