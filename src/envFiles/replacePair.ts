import type { Uri } from 'vscode';
import { envFileKind } from '../dotenv/fileNames';
import type { VariableNames } from '../dotenv/knownNames';
import { type FilePort, readSecretFile } from './fileState';
import type { GitStatus } from './gitStatus';
import type { Insertions, Outcome } from './insertions';
import { type NewPair, type OldKey, planReplacement, type ReplacementRefusal } from './planReplacement';
import { fileName } from './uriParts';

export type { NewPair, OldKey } from './planReplacement';

/** Why a file does not hold the new pair. Only after `unsavable` and `differs` is it another than before. */
export type ReplacementFailure =
  | ReplacementRefusal
  /** The file is not there any more. */
  | { readonly code: 'gone' }
  /** The file kept changing. */
  | { readonly code: 'changed' }
  /** The editor holds the new pair and could not save it. */
  | { readonly code: 'unsavable' }
  /** The file was saved, and what it holds now is something else. */
  | { readonly code: 'differs' }
  /** VS Code made no edit. */
  | { readonly code: 'editRefused' };

/** What became of one file. */
export type Replacement =
  /** The file on disk holds the new pair wherever it held the old one. */
  | { readonly kind: 'replaced' }
  /** The file on disk holds the new pair, and no variable the old one: there was nothing to do. */
  | { readonly kind: 'alreadyThere' }
  /** The file on disk holds the new key's ID; its variable for the secret is blank, for the secret is kept elsewhere. */
  | { readonly kind: 'idReplaced' }
  /** The editor holds the new pair; saving is left to the user. */
  | { readonly kind: 'unsaved' }
  | { readonly kind: 'failed'; readonly why: ReplacementFailure };

export interface ReplaceParts {
  readonly files: FilePort;
  readonly gitStatus: (uri: Uri) => Promise<GitStatus | undefined>;
  readonly insertions: Pick<Insertions, 'apply'>;
  /** The names the settings ask for in a file. */
  readonly configured: (uri: Uri) => VariableNames | undefined;
}

export interface ReplaceOptions {
  /** Whether the file is saved, and then read back from disk. */
  readonly save: boolean;
  /** The names of the risks of this file that a person agreed to. */
  readonly agreed: readonly string[];
}

/** How often a file that changes meanwhile is looked at again. */
const maxRounds = 3;

/**
 * Puts a new pair in the place of an old key in a `.env` file, wherever a variable holds that key: all of it in one step
 * to undo, or nothing. Everything else stays as it is. Doing it twice is harmless; with the two keys swapped it is undone.
 * Asks nothing and shows nothing.
 */
export async function replacePair(
  { files, gitStatus, insertions, configured }: ReplaceParts,
  uri: Uri,
  old: OldKey,
  pair: NewPair,
  { save, agreed }: ReplaceOptions,
): Promise<Replacement> {
  if (!envFileKind(fileName(uri))) return failed({ code: 'file', refusal: 'otherName' });
  for (let round = 1; round <= maxRounds; round++) {
    const file = await readSecretFile(files, uri);
    if (file.kind === 'absent') return failed({ code: 'gone' });
    if (file.kind === 'refused') return failed({ code: 'file', refusal: file.why });
    const git = await gitStatus(file.real);
    const plan = planReplacement(file, old, pair, { configured: configured(uri), git, agreed });
    if ('code' in plan) return failed(plan);
    const { edit, leavesBlank } = plan;
    if (!edit) return { kind: leavesBlank ? 'idReplaced' : 'alreadyThere' };
    const { outcome } = await insertions.apply(edit, { save, git });
    if (outcome !== 'changed') return replacementOf(outcome, leavesBlank);
  }
  return failed({ code: 'changed' });
}

function replacementOf(outcome: Exclude<Outcome, 'changed'>, leavesBlank: boolean): Replacement {
  switch (outcome) {
    case 'saved':
      return { kind: leavesBlank ? 'idReplaced' : 'replaced' };
    case 'unsaved':
      return { kind: 'unsaved' };
    case 'unsavable':
    case 'differs':
      return failed({ code: outcome });
    case 'refused':
      return failed({ code: 'editRefused' });
  }
}

function failed(why: ReplacementFailure): Replacement {
  return { kind: 'failed', why };
}
