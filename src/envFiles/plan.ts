import { editVariables } from '../dotenv/edit';
import type { EditedVariable, EditFailure, ToldMisread } from '../dotenv/editResult';
import { envFileKind } from '../dotenv/fileNames';
import type { FileTool } from '../dotenv/fileOfTool';
import { type Hazard, hazards } from '../dotenv/hazards';
import type { VariableNames } from '../dotenv/knownNames';
import { readers, shellReaders } from '../dotenv/readers/all';
import type { TextEdit } from '../dotenv/textEdit';
import type { AbsentFile, FileRefusal, PresentFile } from './fileState';
import { fileName } from './uriParts';

/** What an application needs to sign in to Sinch: the three values a `.env` file gets. */
export interface KeyPair {
  readonly projectId: string;
  readonly keyId: string;
  readonly keySecret: string;
}

/** The names of variables and their new values. */
export type Values = readonly (readonly [name: string, value: string])[];

/** A planned change of variables in a file. */
export interface EditPlan {
  /** The file as it was when the plan was made. */
  readonly file: PresentFile | AbsentFile;
  /** The file is a shell script. */
  readonly shell: boolean;
  readonly values: Values;
  readonly before: string;
  readonly after: string;
  readonly edits: readonly TextEdit[];
  readonly variables: readonly EditedVariable[];
  readonly misreads: readonly ToldMisread[];
}

/** A planned insertion of a key into a file. */
export interface Plan extends EditPlan {
  readonly names: VariableNames;
  /** False if the secret's variable stays blank. */
  readonly writesSecret: boolean;
}

/** Why a file must not be written to, whatever the user decides. Lines are 0-based. */
export type Refusal =
  /** `otherName`: the file isn't a `.env` file. */
  | { readonly code: 'file'; readonly refusal: FileRefusal | 'otherName' }
  | { readonly code: 'tooBig' | 'binary' }
  /** The new value of the variable `name` has a line break or another control character. */
  | { readonly code: 'controlCharacter'; readonly name: string }
  | { readonly code: 'conflictMarkers'; readonly line: number }
  /** Only this program can edit the file: it encrypted all of it, or keeps its content elsewhere. */
  | { readonly code: 'fileOfTool'; readonly tool: FileTool }
  /** Build tools publish variables with the secret's name to browsers. */
  | { readonly code: 'browserExposed'; readonly name: string; readonly prefix: string }
  /** No safe edit of the text was found. */
  | { readonly code: 'edit'; readonly failure: EditFailure };

/** Plans how a file gets a key; changes nothing. */
export async function planInsertion(
  file: PresentFile | AbsentFile,
  names: VariableNames,
  { projectId, keyId, keySecret }: KeyPair,
): Promise<Plan | Refusal> {
  const values = [
    [names.projectId, projectId],
    [names.keyId, keyId],
    [names.keySecret, keySecret],
  ] as const;
  const plan = await planEdit(file, values, [names.keySecret]);
  return 'code' in plan ? plan : { ...plan, names, writesSecret: keySecret !== '' };
}

/**
 * Plans how variables of a file get their values; changes nothing.
 * @param secretNames the variables of secrets
 * @param everyCopy whether earlier lines of a name that hold the value being replaced get the new one too
 */
export async function planEdit(
  file: PresentFile | AbsentFile,
  values: Values,
  secretNames: readonly string[],
  everyCopy = false,
): Promise<EditPlan | Refusal> {
  const odd = values.find(([, value]) => controlCharacter.test(value));
  if (odd) return { code: 'controlCharacter', name: odd[0] };
  const before = textOf(file);
  const [refusal] = hazards(before, secretNames).flatMap(refusalOf);
  if (refusal) return refusal;
  const shell = envFileKind(fileName(file.uri)) === 'shell';
  const present = file.kind === 'present' ? file : undefined;
  const result = await editVariables(before, values, {
    readers: shell ? shellReaders : readers,
    eol: present?.editor.eol ?? '\n',
    shell,
    hasMark: present?.hasMark ?? false,
    everyCopy,
  });
  if (!result.ok) return { code: 'edit', failure: result };
  const { text: after, edits, variables, misreads } = result;
  return { file, shell, values, before, after, edits, variables, misreads };
}

/** Matches characters that no key has, and whose effect in a file is unpredictable. */
const controlCharacter = /[\p{Cc}\p{Zl}\p{Zp}]/u;

function refusalOf(hazard: Hazard): readonly Refusal[] {
  switch (hazard.code) {
    case 'tooBig':
    case 'binary':
      return [{ code: hazard.code }];
    case 'conflictMarkers':
      return [{ code: 'conflictMarkers', line: hazard.line }];
    case 'browserExposed':
    case 'fileOfTool':
      return [hazard];
    default:
      return [];
  }
}

export function textOf(file: PresentFile | AbsentFile): string {
  return file.kind === 'present' ? file.text : '';
}
