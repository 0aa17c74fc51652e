import { type Uri, workspace } from 'vscode';
import { l10n } from '../../l10n';
import type { NamesProblem } from '../../envFiles/configuredNames';
import type { Insertion, InsertionResult } from '../../envFiles/insertPair';
import type { Refusal } from '../../envFiles/plan';
import { UserError } from '../../ui/userError';
import { failure } from '../attempt';
import type { Parts } from '../parts';
import { complete } from '../walkthrough';
import { tellInserted } from './afterInsertion';
import { chooseEnvFile } from './chooseEnvFile';
import { opensFile, opensNameSettings, remediesFor } from './fileRemedies';
import { ignoreFailureSentence } from './findingSentences';
import { insertQuestions } from './insertQuestions';
import { changingSentence, editRefusedSentence, refusalSentence } from './refusalSentences';

/** A key to insert into a file. */
export interface Delivery extends Insertion {
  /** Copies the secret, for a file that must not have it. */
  readonly copySecret: () => PromiseLike<void>;
  /** What is true of the key until the file is saved, in a sentence; by default, that its secret stays pending. */
  readonly untilSaved?: string;
}

type InsertParts = Pick<Parts, 'envFiles' | 'prompts' | 'log'>;

/**
 * Inserts the three values of a pair into a `.env` file, and shows the result.
 * @throws UserError if they couldn't be inserted
 */
export async function insertPair(parts: InsertParts, uri: Uri, delivery: Delivery): Promise<void> {
  const result = await parts.envFiles.insertPair(uri, delivery, insertQuestions(parts));
  const insertElsewhere = async (): Promise<void> => {
    const file = await chooseEnvFile(parts);
    if (file) await insertPair(parts, file, delivery);
  };
  switch (result.kind) {
    case 'cancelled':
      return;
    case 'namesUnusable':
      throw namesUnusable(result.problem, result.name);
    case 'refused': {
      const { file, why } = result;
      const elsewhere = { label: l10n.t('Choose Another File…'), run: insertElsewhere };
      const copies = { label: l10n.t('Copy Secret'), run: () => delivery.copySecret() };
      const remedy = why.code === 'controlCharacter' ? copies : elsewhere;
      const sentence = refusalSentence(workspace.asRelativePath(file.uri), why);
      throw new UserError(canBeMended(why) ? andInsertAgain(sentence) : sentence, {
        remedies: [...remediesFor(file, why), remedy],
      });
    }
    case 'notIgnored': {
      const file = workspace.asRelativePath(result.uri);
      const rules = workspace.asRelativePath(result.gitignore);
      throw new UserError(ignoreFailureSentence(file, rules, result.outcome));
    }
    case 'changing':
      throw new UserError(andInsertAgain(changingSentence(workspace.asRelativePath(result.uri))));
    case 'applied':
      await tellApplied(parts, result, delivery);
      if (!result.plan.writesSecret) await delivery.copySecret();
  }
}

/** @throws UserError if the file doesn't have the key as it should, or its pending secret couldn't be removed */
async function tellApplied(
  parts: InsertParts,
  { plan, told, outcome, onDiskFailure }: Extract<InsertionResult, { readonly kind: 'applied' }>,
  {
    pair: { projectId },
    untilSaved = l10n.t('Its secret stays pending until you save the file.'),
  }: Pick<Delivery, 'pair' | 'untilSaved'>,
): Promise<void> {
  const { uri } = plan.file;
  const file = workspace.asRelativePath(uri);
  const inserted = l10n.t('The access key was inserted into {0}.', file);
  switch (outcome) {
    case 'saved': {
      complete('inserted');
      const already = l10n.t('{0} already has this access key. Nothing was changed.', file);
      await tellInserted(parts, plan, told, plan.edits.length > 0 ? inserted : already);
      if (!onDiskFailure) return;
      const secretStays = l10n.t(
        '{0} has the access key, but its pending secret couldn’t be removed from VS Code’s secret storage.',
        file,
      );
      throw failure(secretStays, projectId, onDiskFailure.error);
    }
    case 'unsaved':
      void parts.prompts.notify(`${inserted} ${untilSaved}`);
      return;
    case 'unsavable': {
      const unsaved = l10n.t('The access key was inserted into {0}, but the file couldn’t be saved.', file);
      throw new UserError(`${unsaved} ${untilSaved}`, { remedies: [opensFile(uri)] });
    }
    case 'refused':
      throw new UserError(andInsertAgain(editRefusedSentence(file)));
    case 'differs':
      throw new UserError(
        l10n.t(
          '{0} was saved, but the access key can’t be read back from it: something else changed the file. Check it, then insert the key again.',
          file,
        ),
        { remedies: [opensFile(uri)] },
      );
  }
}

/** Whether the key can be inserted once the user fixes something in the file. */
function canBeMended(why: Refusal): boolean {
  switch (why.code) {
    case 'conflictMarkers':
      return true;
    case 'file':
      return why.refusal === 'stale';
    case 'edit':
      return why.failure.reason === 'shellCode';
    default:
      return false;
  }
}

function andInsertAgain(sentence: string): string {
  return `${sentence} ${l10n.t('Then insert the key again.')}`;
}

function namesUnusable(problem: NamesProblem, name: string): UserError {
  const message =
    problem === 'invalid'
      ? l10n.t(
          'The settings use the variable name “{0}”, which some programs can’t read. Use letters, digits and underscores.',
          name,
        )
      : l10n.t(
          'The settings use the variable name “{0}” twice. Use a different name for the project ID, key ID and key secret.',
          name,
        );
  return new UserError(message, { remedies: [opensNameSettings()] });
}
