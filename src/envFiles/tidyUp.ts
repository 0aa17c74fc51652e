import { Uri } from 'vscode';
import { editVariables } from '../dotenv/edit';
import { presences } from '../dotenv/readValue';
import { removeDuplicates } from '../dotenv/removeDuplicates';
import type { TextEdit } from '../dotenv/textEdit';
import { editorFiles } from './editorFiles';
import type { Place, PresentFile } from './fileState';
import { exists, folderOf } from './fileSystem';
import { isElsewhere, writeAsAgreed } from './gate';
import { gitStatus } from './gitStatus';

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

/** The template beside a file that doesn't mention all of `names`; no link counts as one. */
export async function templateGap(uri: Uri, names: readonly string[]): Promise<TemplateGap | undefined> {
  for (const name of templates) {
    const template = await editorFiles.read(Uri.joinPath(folderOf(uri), name));
    if (template.kind !== 'present' || template.isLink || template.leadsOutside) continue;
    const present = presences(template.text);
    const missing = names.filter(name => !present.has(name));
    return missing.length > 0 ? { uri: template.uri, missing } : undefined;
  }
  return undefined;
}

/** Adds the names to the template, without values. @returns false where it can't be edited or saved */
export async function fillTemplateGap({ uri, missing }: TemplateGap): Promise<boolean> {
  const template = await editorFiles.read(uri);
  if (template.kind !== 'present' || template.isLink || template.leadsOutside) return false;
  const present = presences(template.text);
  const lacking = missing.filter(name => !present.has(name)).map(name => [name, ''] as const);
  const result = editVariables(template.text, lacking);
  return result.ok && write(template, result.edits);
}

/**
 * Takes away the lines of `names` that later ones override, and saves.
 * @param before the file as it got the key
 * @returns false where that can't be done, or links lead elsewhere by now
 */
export async function removeOverriddenLines(
  before: Place & { readonly uri: Uri },
  names: readonly string[],
): Promise<boolean> {
  const file = await editorFiles.read(before.uri);
  if (file.kind !== 'present' || isElsewhere(before, file)) return false;
  const result = removeDuplicates(file.text, names);
  return result !== undefined && write(file, result.edits);
}

async function write(file: PresentFile, edits: readonly TextEdit[]): Promise<boolean> {
  const gate = { files: editorFiles, gitStatus };
  return (await writeAsAgreed(gate, { file, git: 'unasked' }, edits, { save: true })) === 'saved';
}
