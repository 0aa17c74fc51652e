import { editVariables } from '../dotenv/edit';
import type { EditedVariable, EditFailure } from '../dotenv/editResult';
import { envFileKind } from '../dotenv/fileNames';
import { type Hazard, hazards } from '../dotenv/hazards';
import type { VariableNames } from '../dotenv/knownNames';
import type { TextEdit } from '../dotenv/textEdit';
import type { AbsentFile, FileRefusal, PresentFile } from './fileState';
import { fileName } from './uriParts';

/** What an application needs to sign in to Sinch: the three values a `.env` file gets. */
export interface KeyPair {
  readonly projectId: string;
  readonly keyId: string;
  readonly keySecret: string;
}

/** What variables are to hold. */
export type Values = readonly (readonly [name: string, value: string])[];

/** How variables of a file are to be changed. */
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
}

/** How a file is to get a key. */
export interface Plan extends EditPlan {
  readonly names: VariableNames;
  /** False where the secret's variable stays blank. */
  readonly writesSecret: boolean;
}

/** Why a file must not be written to, whoever asks. Lines are 0-based. */
export type Refusal =
  /** `otherName`: it is not a `.env` file. */
  | { readonly code: 'file'; readonly refusal: FileRefusal | 'otherName' }
  | { readonly code: 'tooBig' | 'binary' }
  /** What the variable `name` is to hold has a line break or another control character. */
  | { readonly code: 'controlCharacter'; readonly name: string }
  | { readonly code: 'conflictMarkers'; readonly line: number }
  /** The secret's name is one that build tools show to browsers. */
  | { readonly code: 'browserExposed'; readonly name: string; readonly prefix: string }
  /** The edit can't be worked out. */
  | { readonly code: 'edit'; readonly failure: EditFailure };

/** Works out how a file gets a key; changes nothing. */
export function planInsertion(
  file: PresentFile | AbsentFile,
  names: VariableNames,
  { projectId, keyId, keySecret }: KeyPair,
): Plan | Refusal {
  const values = [
    [names.projectId, projectId],
    [names.keyId, keyId],
    [names.keySecret, keySecret],
  ] as const;
  const plan = planEdit(file, values, [names.keySecret]);
  return 'code' in plan ? plan : { ...plan, names, writesSecret: keySecret !== '' };
}

/** Works out how variables of a file get their values; changes nothing. @param secretNames those of secrets */
export function planEdit(
  file: PresentFile | AbsentFile,
  values: Values,
  secretNames: readonly string[],
): EditPlan | Refusal {
  const odd = values.find(([, value]) => controlCharacter.test(value));
  if (odd) return { code: 'controlCharacter', name: odd[0] };
  const before = textOf(file);
  const [refusal] = hazards(before, secretNames).flatMap(refusalOf);
  if (refusal) return refusal;
  const shell = envFileKind(fileName(file.uri)) === 'shell';
  const eol = file.kind === 'present' ? file.editor.eol : '\n';
  const result = editVariables(before, values, { shell, eol });
  if (!result.ok) return { code: 'edit', failure: result };
  const { text: after, edits, variables } = result;
  return { file, shell, values, before, after, edits, variables };
}

/** No key has one, and what it does in a file is anybody's guess. */
const controlCharacter = /[\p{Cc}\p{Zl}\p{Zp}]/u;

function refusalOf(hazard: Hazard): readonly Refusal[] {
  switch (hazard.code) {
    case 'tooBig':
    case 'binary':
      return [{ code: hazard.code }];
    case 'conflictMarkers':
      return [{ code: 'conflictMarkers', line: hazard.line }];
    case 'browserExposed':
      return [hazard];
    default:
      return [];
  }
}

export function textOf(file: PresentFile | AbsentFile): string {
  return file.kind === 'present' ? file.text : '';
}
