import { EndOfLine } from 'vscode';
import { editVariables } from '../dotenv/edit';
import type { EditedVariable, EditFailure } from '../dotenv/editResult';
import { envFileKind } from '../dotenv/fileNames';
import type { VariableNames } from '../dotenv/knownNames';
import type { TextEdit } from '../dotenv/textEdit';
import type { AbsentFile, PresentFile } from './fileState';
import type { KeyPair } from './keyPair';
import { fileName } from './uriParts';

/** How a file is to be changed. */
export interface Plan {
  /** The file as it was when the plan was made. */
  readonly file: PresentFile | AbsentFile;
  readonly names: VariableNames;
  readonly values: readonly (readonly [name: string, value: string])[];
  /** False where the secret's variable stays blank. */
  readonly writesSecret: boolean;
  readonly before: string;
  readonly after: string;
  readonly edits: readonly TextEdit[];
  readonly variables: readonly EditedVariable[];
}

/** Works out how a file gets a key; changes nothing. */
export function planInsertion(
  file: PresentFile | AbsentFile,
  names: VariableNames,
  { projectId, keyId, keySecret }: KeyPair,
): Plan | EditFailure {
  const values = [
    [names.projectId, projectId],
    [names.keyId, keyId],
    [names.keySecret, keySecret],
  ] as const;
  const before = file.kind === 'present' ? file.text : '';
  const result = editVariables(before, values, {
    shell: envFileKind(fileName(file.uri)) === 'shell',
    eol: file.kind === 'present' && file.document.eol === EndOfLine.CRLF ? '\r\n' : '\n',
  });
  if (!result.ok) return result;
  const { text: after, edits, variables } = result;
  return { file, names, values, writesSecret: keySecret !== '', before, after, edits, variables };
}
