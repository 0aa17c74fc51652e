import pMap from 'p-map';
import { FileSystemError, type Uri, workspace } from 'vscode';
import type { VariableNames } from '../dotenv/knownNames';
import { pairsInText, type VariablePair } from '../dotenv/pairsInText';
import { untilAborted } from '../sinch/untilAborted';
import { shownFiles } from './activeFile';
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

/** A longer file is no `.env` that someone wrote: to look for pairs in it would take long. */
const maxBytes = 100_000;

/** A repository may be full of pairs, and nobody reads a longer list. */
const maxPairs = 25;

/**
 * The pairs in the key files that are open, the active one first, and in those of the workspace. Unsaved text counts as
 * it is in the editor. Templates, and files that are over 100 KB or not regular, are left out, and so is what comes after
 * 25 different pairs.
 * @param only the one file to look into
 * @throws an AbortError once `signal` is aborted
 */
export async function filePairs(
  { targets, configured }: FilePairParts,
  only: Uri | undefined,
  signal: AbortSignal,
): Promise<readonly FilePair[]> {
  const uris = only ? [only] : await untilAborted(keyFiles(targets), signal);
  const found = new Map<string, FilePair>();
  const look = async (uri: Uri): Promise<void> => {
    const text = await textOf(uri);
    if (text === undefined || text.length > maxBytes || found.size >= maxPairs) return;
    for (const pair of pairsInText(text, configured(uri)).slice(0, maxPairs)) {
      const { projectId, keyId, keySecret } = pair;
      const id = JSON.stringify([projectId, keyId, keySecret]);
      if (!found.has(id)) found.set(id, { ...pair, uri });
    }
  };
  await pMap(uris, look, { concurrency, signal });
  return [...found.values()].slice(0, maxPairs);
}

async function keyFiles(targets: FilePairParts['targets']): Promise<readonly Uri[]> {
  const { files } = await targets.files();
  const all = [targets.active(), ...shownFiles(), ...files.map(({ uri }) => uri)].filter(
    uri => uri !== undefined,
  );
  const each = new Map(all.map(uri => [uri.toString(), uri]));
  return [...each.values()].filter(uri => kindOf(fileName(uri)) === 'env');
}

async function textOf(uri: Uri): Promise<string | undefined> {
  const edited = workspace.textDocuments.find(
    document => document.isDirty && document.uri.toString() === uri.toString(),
  );
  if (edited) return edited.getText();
  try {
    return new TextDecoder().decode(await readAtMost(uri, maxBytes));
  } catch (error) {
    if (error instanceof FileSystemError) return undefined;
    throw error;
  }
}
