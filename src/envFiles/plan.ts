import { EndOfLine } from 'vscode';
import { editVariables } from '../dotenv/edit';
import type { EditedVariable, EditFailure } from '../dotenv/editResult';
import { envFileKind } from '../dotenv/fileNames';
import type { VariableNames } from '../dotenv/knownNames';
import type { TextEdit } from '../dotenv/textEdit';
import type { AbsentFile, PresentFile } from './fileState';
import type { KeyPair } from './keyPair';
import { fileName } from './uriParts';

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

/** Works out how a file gets a key; changes nothing. */
export function planInsertion(
  file: PresentFile | AbsentFile,
  names: VariableNames,
  { projectId, keyId, keySecret }: KeyPair,
): Plan | EditFailure {
  const plan = planEdit(file, [
    [names.projectId, projectId],
    [names.keyId, keyId],
    [names.keySecret, keySecret],
  ]);
  return 'ok' in plan ? plan : { ...plan, names, writesSecret: keySecret !== '' };
}

/** Works out how variables of a file get their values; changes nothing. */
export function planEdit(file: PresentFile | AbsentFile, values: Values): EditPlan | EditFailure {
  const before = file.kind === 'present' ? file.text : '';
  const shell = envFileKind(fileName(file.uri)) === 'shell';
  const result = editVariables(before, values, {
    shell,
    eol: file.kind === 'present' && file.document.eol === EndOfLine.CRLF ? '\r\n' : '\n',
  });
  if (!result.ok) return result;
  const { text: after, edits, variables } = result;
  return { file, shell, values, before, after, edits, variables };
}
