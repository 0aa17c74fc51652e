import { Uri } from 'vscode';
import { editVariables } from '../dotenv/edit';
import { presences } from '../dotenv/readValue';
import { removeDuplicates } from '../dotenv/removeDuplicates';
import { editorFiles } from './editorFiles';
import { editAndSave } from './fileState';
import { exists, folderOf } from './fileSystem';

const templates = ['.env.example', '.env.sample', '.env.template', '.env.dist'] as const;

/** Whether the file is one of Sinch Functions: their `sinch.json` is beside it. */
export function belongsToFunctions(uri: Uri): Promise<boolean> {
  return exists(Uri.joinPath(folderOf(uri), 'sinch.json'));
}

export interface TemplateGap {
  readonly uri: Uri;
  /** The names it lacks, in order. */
  readonly missing: readonly string[];
}

/** The template beside a file that doesn't mention all of `names`. */
export async function templateGap(uri: Uri, names: readonly string[]): Promise<TemplateGap | undefined> {
  for (const name of templates) {
    const template = await editorFiles.read(Uri.joinPath(folderOf(uri), name));
    if (template.kind !== 'present') continue;
    const present = presences(template.text);
    const missing = names.filter(name => !present.has(name));
    return missing.length > 0 ? { uri: template.uri, missing } : undefined;
  }
  return undefined;
}

/** Adds the names to the template, without values. @returns false where it can't be edited or saved */
export async function fillTemplateGap({ uri, missing }: TemplateGap): Promise<boolean> {
  const template = await editorFiles.read(uri);
  if (template.kind !== 'present') return false;
  const present = presences(template.text);
  const lacking = missing.filter(name => !present.has(name)).map(name => [name, ''] as const);
  const result = editVariables(template.text, lacking);
  return result.ok && editAndSave(template, result.edits);
}

/** Takes away the lines of `names` that later ones override, and saves. @returns false where that can't be done */
export async function removeOverriddenLines(uri: Uri, names: readonly string[]): Promise<boolean> {
  const file = await editorFiles.read(uri);
  const result = file.kind === 'present' ? removeDuplicates(file.text, names) : undefined;
  return file.kind === 'present' && result !== undefined && editAndSave(file, result.edits);
}
