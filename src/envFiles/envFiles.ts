import { Disposable, type Memento, type Uri } from 'vscode';
import type { VariableNames } from '../dotenv/knownNames';
import type { Logger } from '../ui/log';
import { configuredNames, type NameSettings } from './configuredNames';
import { editorFiles } from './editorFiles';
import { EditPreview } from './editPreview';
import { type FilePair, filePairs } from './filePairs';
import { foreseeReplacement } from './foresee';
import { gitStatus } from './gitStatus';
import { addIgnoreLine, ignoreFileFor } from './ignoreLine';
import { insertPair, type Insertion, type InsertionResult } from './insertPair';
import type { InsertQuestions } from './insertQuestions';
import { Insertions } from './insertions';
import type { ReplacedKey } from './inspection';
import { findKeyUses, type FoundUses, type SearchOptions } from './keyUses';
import type { KeyPair } from './plan';
import { programsFor } from './programs';
import { RecentFiles } from './recentFiles';
import { type NewPair, type OldKey, type Replacement, replacePair } from './replacePair';
import { searchWorkspace } from './searchWorkspace';
import { Targets } from './targets';
import { belongsToFunctions } from './tidyUp';

/** The settings for a `.env` file; they may differ from folder to folder. */
export interface EnvSettings {
  /** Save the file after inserting a key. */
  readonly save: boolean;
  /** Show the change before it is made. */
  readonly preview: boolean;
  readonly names: NameSettings;
}

/** Finds `.env` files, checks whether a key is safe in them, and inserts or replaces keys. */
export interface EnvFiles {
  readonly targets: Targets;
  readonly recent: RecentFiles;
  readonly preview: EditPreview;
  /** The files of the workspace that hold the IDs of access keys. */
  readonly keyUses: {
    /** @throws an AbortError once `signal` is aborted */
    find(keyIds: readonly string[], options: SearchOptions): Promise<FoundUses>;
  };
  /**
   * The pairs in key files that are open or in the workspace, with their secrets. @param only the one file to look into
   * @throws an AbortError once `signal` is aborted
   */
  pairs(only: Uri | undefined, signal: AbortSignal): Promise<readonly FilePair[]>;
  /** The key of the same project that inserting `pair` would replace, if nothing else has to be decided about values. */
  foreseeReplacement(uri: Uri, pair: KeyPair): Promise<ReplacedKey | undefined>;
  /** Inserts a key into a file; saves it if the settings say so. */
  insertPair(uri: Uri, insertion: Insertion, questions: InsertQuestions): Promise<InsertionResult>;
  /**
   * Replaces an old key with a new pair in one file; saves it if the settings say so.
   * @param agreed the names of the risks of this file that the user agreed to
   */
  replacePair(uri: Uri, old: OldKey, pair: NewPair, agreed: readonly string[]): Promise<Replacement>;
}

/** @param searchScript the path of the built `searchWorker.ts` */
export function createEnvFiles(
  state: Memento,
  settings: (uri: Uri) => EnvSettings,
  searchScript: string,
  log: Logger,
): { readonly envFiles: EnvFiles; readonly disposable: Disposable } {
  const recent = new RecentFiles(state);
  const targets = new Targets(recent);
  const insertions = new Insertions({ files: editorFiles, gitStatus }, log);
  const preview = new EditPreview();
  /** Undefined if the settings are unusable: the insertion of a key reports that. */
  const configured = (uri: Uri): VariableNames | undefined => {
    const wanted = configuredNames(settings(uri).names);
    return wanted.ok ? wanted.names : undefined;
  };
  const inserting = {
    files: editorFiles,
    insertions,
    recent,
    settings,
    gitStatus,
    programsFor,
    ignoreFileFor,
    addIgnoreLine,
    belongsToFunctions,
  };
  const search = {
    search: (words: readonly string[], options: SearchOptions) =>
      searchWorkspace({ targets, script: searchScript, log }, words, options),
    configured,
  };
  const envFiles: EnvFiles = {
    targets,
    recent,
    preview,
    keyUses: { find: (keyIds, options) => findKeyUses(search, keyIds, options) },
    pairs: (only, signal) => filePairs({ targets, configured }, only, signal),
    foreseeReplacement: (uri, pair) => foreseeReplacement(inserting, uri, pair),
    insertPair: (uri, insertion, questions) => insertPair(inserting, questions, uri, insertion),
    replacePair: (uri, old, pair, agreed) =>
      replacePair({ files: editorFiles, gitStatus, programsFor, insertions, configured }, uri, old, pair, {
        save: settings(uri).save,
        agreed,
      }),
  };
  return { envFiles, disposable: Disposable.from(insertions, preview) };
}
