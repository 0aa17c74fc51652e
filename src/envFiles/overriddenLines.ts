import type { Uri } from 'vscode';
import { removeDuplicates } from '../dotenv/removeDuplicates';
import { editDocument } from './editDocument';
import { readFileState } from './fileState';
import { trySave } from './trySave';

/** Takes away the lines of `names` that later ones override, and saves. @returns false where that can't be done */
export async function removeOverriddenLines(uri: Uri, names: readonly string[]): Promise<boolean> {
  const file = await readFileState(uri);
  if (file.kind !== 'present') return false;
  const result = removeDuplicates(file.text, names);
  return (
    result !== undefined &&
    (await editDocument(file.document, result.edits)) &&
    (await trySave(file.document))
  );
}
