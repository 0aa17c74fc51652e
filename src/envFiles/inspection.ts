import type { Uri } from 'vscode';
import type { EditedVariable } from '../dotenv/editResult';
import { envFileKind } from '../dotenv/fileNames';
import { type Hazard, hazards } from '../dotenv/hazards';
import { readVariables } from '../dotenv/readValue';
import type { PresentFile } from './fileState';
import { type MisreadFinding, misreadFindings, type NotationFinding } from './misreads';
import type { GitStatus } from './gitStatus';
import type { EditPlan, Plan, Values } from './plan';
import { type Risk, risksOf } from './risks';
import { fileName } from './uriParts';

/** Something to ask or tell the user about a file that is written to. Lines are 0-based. */
export type Finding =
  /** Another extension may have asked for it: the user clicked no row of ours. `key` is the name of the key. */
  | { readonly code: 'askedByOther'; readonly key: string; readonly uri: Uri }
  | Risk
  /** A commit of all files would publish it. `root` is the top folder of its repository. */
  | { readonly code: 'notIgnored'; readonly root: Uri }
  /** Its name is not that of a `.env` file. */
  | { readonly code: 'otherName' }
  /** The file mixes kinds of line breaks: VS Code saves it with only one kind. */
  | { readonly code: 'mixedLineBreaks' }
  /** The user has edited these variables and not saved the file. */
  | { readonly code: 'unsavedEdit'; readonly names: readonly string[] }
  | { readonly code: 'encrypted'; readonly line: number }
  | { readonly code: 'secretReference'; readonly name: string }
  | { readonly code: 'overwrites'; readonly variables: readonly EditedVariable[] }
  /** Code of the shell script may set the variable `name` too, on `line`; it stays as it is. */
  | { readonly code: 'inBranch'; readonly name: string; readonly line: number }
  | MisreadFinding
  | NotationFinding;

/** The key in a file that an inserted one replaces. */
export interface ReplacedKey {
  readonly keyId: string;
  /** The variables and their values that go. They hold a secret: never show or log them. */
  readonly variables: readonly Pick<EditedVariable, 'name' | 'previous'>[];
}

/**
 * What to do with a finding. `ask`: the user has to decide before the file is written to; if nothing can be asked, the
 * file stays as it is. `tell`: the user is informed afterwards. What rules out a file altogether is a `Refusal`.
 */
export type Severity = 'ask' | 'tell';

export type Purpose = 'insertion' | 'replacement';

/** Findings that need no question if a pair in the file is replaced: the file already held a pair in spite of them. */
const heldBefore: ReadonlySet<Finding['code']> = new Set([
  'notIgnored',
  'encrypted',
  'secretReference',
  'overwrites',
]);

export interface InspectOptions {
  readonly git: GitStatus | undefined;
  /** The names of the programs that probably read the file. */
  readonly programs: ReadonlySet<string>;
}

/** The findings to ask about before `plan` is carried out, the most serious first, and those to tell afterwards. */
export function inspect(
  plan: EditPlan,
  purpose: Purpose,
  { git, programs }: InspectOptions,
): Readonly<Record<Severity, readonly Finding[]>> {
  const { file, before, variables } = plan;
  const present = file.kind === 'present' ? file : undefined;
  const hasEnvName = envFileKind(fileName(file.uri)) !== undefined;
  const overwritten = variables.filter(({ overwrites }) => overwrites);
  const findings: readonly Finding[] = [
    ...(git?.ignored === false && git.tracked === false ? [notIgnored(git)] : []),
    ...risksOf(file, git).filter(({ code }) => code !== 'localHistory' || hasEnvName),
    ...(hasEnvName ? [] : [{ code: 'otherName' } as const]),
    ...hazards(before, namesIn(plan)).flatMap(findingOf),
    ...(present ? aboutEditor(present, plan) : []),
    ...variables.flatMap(({ name, inBranch: line }) =>
      line === undefined ? [] : [{ code: 'inBranch', name, line } as const],
    ),
    ...(overwritten.length > 0 ? [{ code: 'overwrites', variables: overwritten } as const] : []),
  ];
  const isAsked = ({ code }: Finding): boolean => purpose === 'insertion' || !heldBefore.has(code);
  const misreads = misreadFindings(plan, purpose, programs);
  return {
    ask: [...findings.filter(isAsked), ...misreads.ask],
    tell: [...findings.filter(finding => !isAsked(finding)), ...misreads.tell],
  };
}

/** @param key the name of the key, if another extension may have asked to insert its secret */
export function aboutCaller({ file, writesSecret }: Plan, key: string | undefined): readonly Finding[] {
  return key !== undefined && writesSecret ? [{ code: 'askedByOther', key, uri: file.uri }] : [];
}

/** Whether a finding says only what the user agreed to by choosing to replace a key. */
export function isAgreed(finding: Finding, replaced: ReplacedKey | undefined): boolean {
  if (finding.code !== 'overwrites' || !replaced) return false;
  return finding.variables.every(({ name, previous }) =>
    replaced.variables.some(agreed => agreed.name === name && agreed.previous === previous),
  );
}

function namesIn({ values }: EditPlan): readonly string[] {
  return values.map(([name]) => name);
}

function notIgnored({ root }: GitStatus): Finding {
  return { code: 'notIgnored', root };
}

function findingOf(hazard: Hazard): readonly Finding[] {
  switch (hazard.code) {
    case 'encrypted':
      return [{ code: hazard.code, line: hazard.line }];
    case 'secretReference':
      return [{ code: hazard.code, name: hazard.name }];
    default:
      return [];
  }
}

function aboutEditor({ editor, onDisk, text }: PresentFile, plan: EditPlan): readonly Finding[] {
  const saved = readVariables(onDisk);
  const shown = readVariables(text);
  const isLost = ([name, value]: Values[number]): boolean =>
    shown.get(name) !== value && shown.get(name) !== saved.get(name);
  const edited = editor.isDirty ? plan.values.filter(isLost).map(([name]) => name) : [];
  return [
    ...(mixesLineBreaks(onDisk) ? [{ code: 'mixedLineBreaks' } as const] : []),
    ...(edited.length > 0 ? [{ code: 'unsavedEdit', names: edited } as const] : []),
  ];
}

/** Whether VS Code, when it saves such a file, changes line breaks of lines that weren't edited. */
function mixesLineBreaks(text: string): boolean {
  const kinds = new Set(text.match(/\r\n|\r|\n/g));
  return kinds.size > 1 || kinds.has('\r');
}
