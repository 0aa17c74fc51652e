import { l10n, type Uri, workspace } from 'vscode';
import { envFileKind } from '../../dotenv/fileNames';
import type { NamesCandidate } from '../../dotenv/names';
import { textRefusal } from '../../envFiles/inspect';
import { type AbsentFile, type PresentFile, readFileState } from '../../envFiles/fileState';
import type { Outcome } from '../../envFiles/insertions';
import type { KeyPair } from '../../envFiles/keyPair';
import { type Plan, planInsertion } from '../../envFiles/plan';
import { fileName } from '../../envFiles/uriParts';
import { type Remedy, UserError } from '../../ui/userError';
import { attempt } from '../attempt';
import { tellInserted } from './afterInsertion';
import { confirmInsertion } from './confirmInsertion';
import { chooseEnvFile } from './chooseEnvFile';
import { chooseNames } from './chooseNames';
import type { Parts } from '../parts';
import { editRefused, fileRefused, opensFile, textRefused } from './refusals';

/** A key on its way into a file. */
export interface Delivery {
  readonly pair: KeyPair;
  /** Called once the file on disk holds the secret; where it is not saved yet, that is later or never. */
  readonly placed: () => PromiseLike<void>;
  /** Gives the user the secret where the file must not hold it. */
  readonly copySecret: () => PromiseLike<void>;
  /** Show the change first, whatever the settings say. */
  readonly preview?: boolean;
}

type InsertParts = Pick<Parts, 'envFiles' | 'prompts' | 'log'>;

/** How often a file that changes under the user's answers is looked at again. */
const maxRounds = 3;

/**
 * Gives a `.env` file the three values of a pair, in the names it already uses, and reads them back from disk. Asks
 * first where there is something to know.
 * @throws UserError where the file can't or did not take them
 */
export async function insertPair(parts: InsertParts, uri: Uri, delivery: Delivery): Promise<void> {
  const { envFiles } = parts;
  const { save, preview } = envFiles.settings(uri);
  const elsewhere = { label: l10n.t('Choose Another File…'), run: () => insertElsewhere(parts, delivery) };
  let names: NamesCandidate | undefined;
  for (let round = 1; round <= maxRounds; round++) {
    const file = await editable(uri, elsewhere);
    names ??= await chooseNames(parts, uri, file.kind === 'present' ? file.text : '');
    if (!names || (names.secretStaysBlank && !(await agreesToBlank(parts, uri)))) return;
    const plan = planOrRefuse(file, names, delivery.pair, elsewhere);
    const asking = { preview: delivery.preview ?? preview, again: round > 1 };
    const answer = await confirmInsertion(parts, plan, asking);
    if (answer === 'elsewhere') return insertElsewhere(parts, delivery);
    if (answer === undefined) return;
    const placed = () => (plan.writesSecret ? delivery.placed() : Promise.resolve());
    const outcome = await envFiles.insertions.apply(plan, save, placed);
    if (outcome === 'changed') continue;
    await envFiles.recent.add(uri);
    await tellOutcome(parts, plan, outcome);
    if (outcome === 'saved') {
      await attempt(
        l10n.t(
          '{0} holds the access key, but its secret still waits in VS Code’s secret storage: it could not be removed.',
          workspace.asRelativePath(uri),
        ),
        delivery.pair.projectId,
        placed,
      );
    }
    if (!plan.writesSecret) await delivery.copySecret();
    return;
  }
  throw new UserError(
    l10n.t('{0} keeps changing and was left alone. Insert the key again.', workspace.asRelativePath(uri)),
  );
}

/** @throws UserError */
async function insertElsewhere(parts: InsertParts, delivery: Delivery): Promise<void> {
  const file = await chooseEnvFile(parts);
  if (file) await insertPair(parts, file, delivery);
}

/** @throws UserError */
async function editable(uri: Uri, elsewhere: Remedy): Promise<PresentFile | AbsentFile> {
  const kind = envFileKind(fileName(uri));
  if (kind === 'template' || kind === 'reserved') throw fileRefused(uri, kind, elsewhere);
  const file = await readFileState(uri);
  if (file.kind === 'refused') throw fileRefused(uri, file.why, elsewhere);
  return file;
}

/** @throws UserError */
function planOrRefuse(
  file: PresentFile | AbsentFile,
  names: NamesCandidate,
  pair: KeyPair,
  elsewhere: Remedy,
): Plan {
  const why = textRefusal(file.kind === 'present' ? file.text : '', names);
  if (why) throw textRefused(file, why, elsewhere);
  const plan = planInsertion(file, names, names.secretStaysBlank ? { ...pair, keySecret: '' } : pair);
  if ('ok' in plan) throw editRefused(file, plan, elsewhere);
  return plan;
}

async function agreesToBlank({ prompts }: InsertParts, uri: Uri): Promise<boolean> {
  const action = l10n.t('Insert IDs, Copy Secret');
  const question = l10n.t('Insert the two IDs into {0} and copy the secret?', workspace.asRelativePath(uri));
  const detail = l10n.t(
    'The file belongs to Sinch Functions, which keep the secret in the system’s keychain: a value in the file would override it on deployment. Its line stays blank; give the copied secret to the Sinch CLI when it asks.',
  );
  return (await prompts.decide(question, detail, action)) === action;
}

/** @throws UserError where the file does not hold the key as it should */
async function tellOutcome(
  parts: InsertParts,
  plan: Plan,
  outcome: Exclude<Outcome, 'changed'>,
): Promise<void> {
  const { uri } = plan.file;
  const file = workspace.asRelativePath(uri);
  switch (outcome) {
    case 'saved': {
      const inserted = l10n.t('{0} now holds the access key.', file);
      const already = l10n.t('{0} holds this access key already: there was nothing to change.', file);
      await tellInserted(parts, plan, plan.edits.length > 0 ? inserted : already);
      return;
    }
    case 'unsaved':
      void parts.prompts.notify(
        l10n.t('The access key stands in {0}. Until you save the file, its secret is kept here too.', file),
      );
      return;
    case 'unsavable':
      throw new UserError(
        l10n.t(
          'The access key stands in {0}, but the file could not be saved. Save it; until then its secret is kept here too.',
          file,
        ),
        { remedies: [opensFile(uri)] },
      );
    case 'refused':
      throw new UserError(
        l10n.t('VS Code could not edit {0}. Check that it is writable, then insert the key again.', file),
      );
    case 'differs':
      throw new UserError(
        l10n.t(
          '{0} was saved, but the access key does not read back from it: something else changed the file. Look at it, then insert the key again.',
          file,
        ),
        { remedies: [opensFile(uri)] },
      );
  }
}
