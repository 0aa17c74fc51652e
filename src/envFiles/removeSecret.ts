import type { Uri } from 'vscode';
import { isDistinctive } from '../dotenv/heldPairs';
import { isPortableName } from '../dotenv/knownNames';
import { countLineBreaks } from '../dotenv/lineBreak';
import { readValue, readVariables } from '../dotenv/readValue';
import { scan } from '../dotenv/scan';
import { editorFiles } from './editorFiles';
import type { PresentFile } from './fileState';
import { writeAsAgreed } from './gate';
import { gitStatus } from './gitStatus';
import { type EditPlan, planEdit } from './plan';
import { isSameFile } from './readFiles';

/** A secret that another file holds by now. */
export interface MovedSecret {
  /** The variable that it was in. */
  readonly name: string;
  readonly secret: string;
  /** The file that holds it now, after following all links. */
  readonly movedTo: Uri;
}

/**
 * What became of a secret in its old file. `removed`: no line has it. `other`: its variable has another value, and
 * nothing was changed. `left`: a line still has it, such as the 0-based `line`: a variable that can't be edited, a
 * comment or a longer value. `sameFile`: it was moved to this very file, and nothing was changed.
 */
export type SecretRemoval =
  | { readonly kind: 'removed' | 'other' | 'sameFile' }
  | { readonly kind: 'left'; readonly line: number | undefined };

/** How often to start over if the file changes right before it is written. */
const maxRounds = 3;

/** Blanks every variable of a file, and every earlier line of it, that holds exactly the secret; saves the file. */
export async function removeSecret(uri: Uri, moved: MovedSecret): Promise<SecretRemoval> {
  let line: number | undefined;
  for (let round = 1; round <= maxRounds; round++) {
    const file = await editorFiles.read(uri);
    if (file.kind === 'absent') return { kind: 'removed' };
    if (file.kind === 'refused') break;
    if (await isSameFile(file.real, moved.movedTo)) return { kind: 'sameFile' };
    line = lineWith(file.text, moved);
    if (line === undefined) {
      const value = readVariables(file.text).get(moved.name) ?? '';
      return { kind: value === '' ? 'removed' : 'other' };
    }
    const plan = file.leadsOutside ? undefined : await planRemoval(file, moved);
    if (!plan) break;
    const gate = { files: editorFiles, gitStatus };
    const outcome = await writeAsAgreed(gate, { file, git: 'unasked' }, plan.edits, { save: true });
    if (outcome === 'changed') continue;
    if (outcome === 'saved') line = lineWith(plan.after, moved);
    return line === undefined ? { kind: 'removed' } : { kind: 'left', line };
  }
  return { kind: 'left', line };
}

/** The 0-based line of the first variable that holds exactly the secret, else the first that has it, as a comment may. */
function lineWith(text: string, { name, secret }: MovedSecret): number | undefined {
  const holder = scan(text).find(piece => piece.kind === 'assignment' && readValue(text, piece) === secret);
  if (holder || !isDistinctive(secret, name)) return holder?.line;
  const at = text.indexOf(secret);
  return at === -1 ? undefined : countLineBreaks(text.slice(0, at));
}

/** For all variables that hold the secret, else for its own alone: another may be in code that can't be edited. */
async function planRemoval(file: PresentFile, { name, secret }: MovedSecret): Promise<EditPlan | undefined> {
  const holders = [...readVariables(file.text)]
    .filter(([each, value]) => value === secret && (each === name || isCopy(each, secret)))
    .map(([each]) => each);
  for (const names of [holders, holders.filter(each => each === name)]) {
    const values = names.map(each => [each, ''] as const);
    const plan = names.length > 0 ? await planEdit(file, values, [], true) : undefined;
    if (plan && !('code' in plan)) return plan;
  }
  return undefined;
}

function isCopy(name: string, secret: string): boolean {
  return isPortableName(name) && isDistinctive(secret, name);
}
