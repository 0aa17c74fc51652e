import pMap from 'p-map';
import { FileSystemError, TabInputCustom, TabInputText, type Uri, window, workspace } from 'vscode';
import { maxTextBytes } from '../dotenv/hazards';
import type { VariableNames } from '../dotenv/knownNames';
import { pairsInText, type VariablePair } from '../dotenv/pairsInText';
import { untilAborted } from '../sinch/untilAborted';
import { readAtMost } from './fileSystem';
import { kindOf } from './searchHit';
import type { Targets } from './targets';
import { fileName } from './uriParts';

/** A pair that a key file has. */
export interface FilePair extends VariablePair {
  readonly uri: Uri;
}

interface FilePairParts {
  readonly targets: Pick<Targets, 'active' | 'files'>;
  /** The variable names that the settings ask for in a file. */
  readonly configured: (uri: Uri) => VariableNames | undefined;
}

const concurrency = 16;

/**
 * The pairs in the key files that are open, the active one first, and in those of the workspace. Unsaved text counts as
 * it is in the editor. Templates, and files that are over 1 MiB or not regular, are left out.
 * @param only the one file to look into
 * @throws an AbortError once `signal` is aborted
 */
export async function filePairs(
  { targets, configured }: FilePairParts,
  only: Uri | undefined,
  signal: AbortSignal,
): Promise<readonly FilePair[]> {
  const uris = only ? [only] : await untilAborted(keyFiles(targets), signal);
  const found = await pMap(
    uris,
    async uri => pairsInText((await textOf(uri)) ?? '', configured(uri)).map(pair => ({ ...pair, uri })),
    { concurrency, signal },
  );
  return found.flat();
}

async function keyFiles(targets: FilePairParts['targets']): Promise<readonly Uri[]> {
  const shown = window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .flatMap(({ input }) =>
      input instanceof TabInputText || input instanceof TabInputCustom ? [input.uri] : [],
    )
    // What Git and previews show of a file is no file.
    .filter(({ scheme }) => workspace.fs.isWritableFileSystem(scheme) !== undefined);
  const { files } = await targets.files();
  const all = [targets.active(), ...shown, ...files.map(({ uri }) => uri)].filter(uri => uri !== undefined);
  const each = new Map(all.map(uri => [uri.toString(), uri]));
  return [...each.values()].filter(uri => kindOf(fileName(uri)) === 'env');
}

async function textOf(uri: Uri): Promise<string | undefined> {
  const edited = workspace.textDocuments.find(
    document => document.isDirty && document.uri.toString() === uri.toString(),
  );
  if (edited) return edited.getText();
  try {
    return new TextDecoder().decode(await readAtMost(uri, maxTextBytes));
  } catch (error) {
    if (error instanceof FileSystemError) return undefined;
    throw error;
  }
}
