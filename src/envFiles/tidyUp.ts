import { Uri } from 'vscode';
import { editVariables } from '../dotenv/edit';
import { readers } from '../dotenv/readers/all';
import { presences, readVariables } from '../dotenv/readValue';
import { removeDuplicates } from '../dotenv/removeDuplicates';
import type { TextEdit } from '../dotenv/textEdit';
import { editorFiles } from './editorFiles';
import type { Place, PresentFile } from './fileState';
import { exists, folderOf } from './fileSystem';
import { isElsewhere, writeAsAgreed } from './gate';
import { gitStatus } from './gitStatus';
import { planEdit, type Values } from './plan';

const templates = ['.env.example', '.env.sample', '.env.template', '.env.dist'] as const;

/** Whether the file belongs to a project of Sinch Functions: there is a `sinch.json` beside it. */
export function belongsToFunctions(uri: Uri): Promise<boolean> {
  return exists(Uri.joinPath(folderOf(uri), 'sinch.json'));
}

export interface TemplateGap {
  readonly uri: Uri;
  /** The variable names that it lacks, in order. */
  readonly missing: readonly string[];
}

/** A template beside a file, with the `names` it lacks; undefined if there is no template or no gap. Skips links. */
export async function templateGap(uri: Uri, names: readonly string[]): Promise<TemplateGap | undefined> {
  const uris = templates.map(name => Uri.joinPath(folderOf(uri), name));
  const areThere = await Promise.all(uris.map(exists));
  for (const each of uris.filter((_, index) => areThere[index])) {
    const template = await editorFiles.read(each);
    if (template.kind !== 'present' || template.isLink || template.leadsOutside) continue;
    const present = presences(template.text);
    const missing = names.filter(name => !present.has(name));
    return missing.length > 0 ? { uri: template.uri, missing } : undefined;
  }
  return undefined;
}

/** Adds the missing names to the template, without values. @returns false if it can't be edited or saved */
export async function fillTemplateGap({ uri, missing }: TemplateGap): Promise<boolean> {
  const template = await editorFiles.read(uri);
  if (template.kind !== 'present' || template.isLink || template.leadsOutside) return false;
  const present = presences(template.text);
  const lacking = missing.filter(name => !present.has(name)).map(name => [name, ''] as const);
  const { hasMark } = template;
  const result = await editVariables(template.text, lacking, { readers, hasMark });
  return result.ok && write(template, result.edits);
}

/**
 * Removes the lines of the variables `names` that later lines override, and saves the file.
 * @param before the file when it got the key
 * @returns false if that can't be done, or the file's links lead elsewhere by now
 */
export async function removeOverriddenLines(
  before: Place & { readonly uri: Uri },
  names: readonly string[],
): Promise<boolean> {
  const file = await editorFiles.read(before.uri);
  if (file.kind !== 'present' || isElsewhere(before, file)) return false;
  const result = await removeDuplicates(file.text, names, { readers, hasMark: file.hasMark });
  return result !== undefined && write(file, result.edits);
}

/**
 * Gives variables of a file their values, in the lines they have, and saves the file.
 * @param holding what the file must hold for that
 * @returns false if it doesn't by now, if that can't be done, or a link leads out of the workspace
 */
export async function setVariables(uri: Uri, values: Values, holding: Values): Promise<boolean> {
  const file = await editorFiles.read(uri);
  if (file.kind !== 'present' || file.leadsOutside) return false;
  const now = readVariables(file.text);
  if (!holding.every(([name, value]) => now.get(name) === value)) return false;
  const plan = await planEdit(file, values, []);
  return !('code' in plan) && write(file, plan.edits);
}

async function write(file: PresentFile, edits: readonly TextEdit[]): Promise<boolean> {
  const gate = { files: editorFiles, gitStatus };
  return (await writeAsAgreed(gate, { file, git: 'unasked' }, edits, { save: true })) === 'saved';
}
