import type { Uri } from 'vscode';
import { envFileKind } from '../dotenv/fileNames';
import type { VariableNames } from '../dotenv/knownNames';
import { type FilePort, readSecretFile } from './fileState';
import type { GitStatus } from './gitStatus';
import type { Insertions, Outcome } from './insertions';
import { type NewPair, type OldKey, planReplacement, type ReplacementRefusal } from './planReplacement';
import { fileName } from './uriParts';

export type { NewPair, OldKey } from './planReplacement';

/** Why a file doesn't hold the new pair. It is unchanged, except after `unsavable` and `differs`. */
export type ReplacementFailure =
  | ReplacementRefusal
  /** The file doesn't exist any more. */
  | { readonly code: 'gone' }
  /** The file kept changing. */
  | { readonly code: 'changed' }
  /** The editor holds the new pair, but couldn't save it. */
  | { readonly code: 'unsavable' }
  /** The file was saved, but doesn't hold the new pair on disk. */
  | { readonly code: 'differs' }
  /** VS Code made no edit. */
  | { readonly code: 'editRefused' };

/** The result for one file. */
export type Replacement =
  /** The file on disk holds the new pair wherever it held the old one. */
  | { readonly kind: 'replaced' }
  /** The file on disk already held the new pair and no longer the old one: there was nothing to do. */
  | { readonly kind: 'alreadyThere' }
  /** The file on disk holds the new key's ID; a variable for the secret stays blank, because that is kept elsewhere. */
  | { readonly kind: 'idReplaced' }
  /** The editor holds the new pair; the user has to save it. */
  | { readonly kind: 'unsaved' }
  | { readonly kind: 'failed'; readonly why: ReplacementFailure };

export interface ReplaceParts {
  readonly files: FilePort;
  readonly gitStatus: (uri: Uri) => Promise<GitStatus | undefined>;
  /** The names of the programs that probably read a file. */
  readonly programsFor: (uri: Uri) => Promise<ReadonlySet<string>>;
  readonly insertions: Pick<Insertions, 'apply'>;
  /** The variable names that the settings ask for in a file. */
  readonly configured: (uri: Uri) => VariableNames | undefined;
}

export interface ReplaceOptions {
  /** Whether to save the file, and then read it back from disk. */
  readonly save: boolean;
  /** The names of the risks of this file that the user agreed to. */
  readonly agreed: readonly string[];
}

/** How often to start over if the file changes meanwhile. */
const maxRounds = 3;

/**
 * Replaces an old key with a new pair in a `.env` file, wherever a variable holds that key: all in one undo step, or
 * nothing. Everything else stays as it is. Calling it twice is harmless; a call with the two keys swapped undoes it.
 * Asks nothing and shows nothing.
 */
export async function replacePair(
  { files, gitStatus, programsFor, insertions, configured }: ReplaceParts,
  uri: Uri,
  old: OldKey,
  pair: NewPair,
  { save, agreed }: ReplaceOptions,
): Promise<Replacement> {
  if (!envFileKind(fileName(uri))) return failed({ code: 'file', refusal: 'otherName' });
  for (let round = 1; round <= maxRounds; round++) {
    const [file, programs, git] = await Promise.all([
      readSecretFile(files, uri),
      programsFor(uri),
      gitStatus(uri),
    ]);
    if (file.kind === 'absent') return failed({ code: 'gone' });
    if (file.kind === 'refused') return failed({ code: 'file', refusal: file.why });
    const options = { configured: configured(uri), git, programs, agreed };
    const plan = await planReplacement(file, old, pair, options);
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
