import type { Uri } from 'vscode';
import type { EditedVariable } from '../dotenv/editResult';
import { envFileKind } from '../dotenv/fileNames';
import { type Hazard, hazards } from '../dotenv/hazards';
import type { VariableNames } from '../dotenv/knownNames';
import { readVariables } from '../dotenv/readValue';
import { scan } from '../dotenv/scan';
import { unusualSpaceNear } from '../dotenv/unusualSpaces';
import type { PresentFile } from './fileState';
import { gitStatus } from './gitStatus';
import type { Plan, Values } from './plan';
import { fileName } from './uriParts';

/** Why nothing may be written into a text as it is now. */
export type TextRefusal =
  | { readonly code: 'tooBig' | 'binary' }
  /** `line` is 0-based. */
  | { readonly code: 'conflictMarkers'; readonly line: number }
  /** The secret's name is one that build tools show to browsers. */
  | { readonly code: 'browserExposed'; readonly name: string; readonly prefix: string };

/** Something to be agreed to before a file is written to. Lines are 0-based. */
export type Finding =
  | { readonly code: 'tracked' }
  /** Whether Git tracks it can't be told: where it does, ignore rules don't count. */
  | { readonly code: 'perhapsTracked' }
  /** A commit of everything would publish it. `uri` is where it really is, `root` the top of that repository. */
  | { readonly code: 'notIgnored'; readonly uri: Uri; readonly root: Uri }
  /** A link leads to a file outside the workspace; `to` is its path. */
  | { readonly code: 'leadsOutside'; readonly to: string }
  /** Its name is not that of a `.env` file. */
  | { readonly code: 'otherName' }
  /** VS Code saves a file with line breaks of one kind only. */
  | { readonly code: 'mixedLineBreaks' }
  /** Variables the user has edited and not saved. */
  | { readonly code: 'unsaved'; readonly names: readonly string[] }
  /** Behind the byte order mark the file starts with, some readers don't find the variable `name`, the first. */
  | { readonly code: 'byteOrderMark'; readonly name: string }
  /** Near one of the variables stands a character that some readers take for white space, and others don't. */
  | { readonly code: 'unusualSpace'; readonly line: number }
  | { readonly code: 'encrypted' | 'unterminatedQuote' | 'escapedQuote'; readonly line: number }
  | { readonly code: 'secretReference'; readonly name: string }
  | { readonly code: 'overwrites'; readonly variables: readonly EditedVariable[] };

export function textRefusal(
  text: string,
  { keySecret }: Pick<VariableNames, 'keySecret'>,
): TextRefusal | undefined {
  return textRefusalFor(text, [keySecret]);
}

/** The same for the names of several secrets. */
export function textRefusalFor(text: string, secretNames: Iterable<string>): TextRefusal | undefined {
  const [refusal] = hazards(text, secretNames).flatMap(refusalOf);
  return refusal;
}

function refusalOf(hazard: Hazard): readonly TextRefusal[] {
  switch (hazard.code) {
    case 'tooBig':
    case 'binary':
      return [{ code: hazard.code }];
    case 'conflictMarkers':
      return [{ code: 'conflictMarkers', line: hazard.line }];
    case 'browserExposed':
      return [hazard];
    case 'encrypted':
    case 'unterminatedQuote':
    case 'escapedQuote':
    case 'secretReference':
      return [];
  }
}

/** What is to be agreed to before `plan` is carried out, the gravest first. */
export async function inspect(plan: Plan): Promise<readonly Finding[]> {
  const { file, variables } = plan;
  const present = file.kind === 'present' ? file : undefined;
  const overwritten = variables.filter(({ overwrites }) => overwrites);
  return [
    ...(plan.writesSecret ? await publication(present?.real ?? file.uri) : []),
    ...(present?.leadsOutside ? [{ code: 'leadsOutside', to: present.real.path } as const] : []),
    ...(envFileKind(fileName(file.uri)) ? [] : [{ code: 'otherName' } as const]),
    ...hazards(plan.before, namesIn(plan), plan).flatMap(concernOf),
    ...aboutReaders(plan),
    ...(present ? aboutEditor(present, plan) : []),
    ...(overwritten.length > 0 ? [{ code: 'overwrites', variables: overwritten } as const] : []),
  ];
}

function namesIn({ values }: Plan): readonly string[] {
  return values.map(([name]) => name);
}

async function publication(uri: Uri): Promise<readonly Finding[]> {
  const git = await gitStatus(uri);
  if (!git) return [];
  if (git.tracked === undefined) return [{ code: 'perhapsTracked' }];
  if (git.ignored) return [];
  return [git.tracked ? { code: 'tracked' } : { code: 'notIgnored', uri, root: git.root }];
}

function concernOf(hazard: Hazard): readonly Finding[] {
  switch (hazard.code) {
    case 'encrypted':
    case 'unterminatedQuote':
    case 'escapedQuote':
      return [{ code: hazard.code, line: hazard.line }];
    case 'secretReference':
      return [{ code: hazard.code, name: hazard.name }];
    case 'tooBig':
    case 'binary':
    case 'conflictMarkers':
    case 'browserExposed':
      return [];
  }
}

/** What some readers take for something else once the plan is carried out. */
function aboutReaders(plan: Plan): readonly Finding[] {
  const { file, before, after } = plan;
  const names = namesIn(plan);
  const first = scan(after).find(piece => piece.kind === 'assignment')?.key;
  const isBehindMark =
    file.kind === 'present' && file.hasMark && first !== undefined && names.includes(first);
  const line = unusualSpaceNear(before, after, names);
  return [
    ...(isBehindMark ? [{ code: 'byteOrderMark', name: first } as const] : []),
    ...(line === undefined ? [] : [{ code: 'unusualSpace', line } as const]),
  ];
}

function aboutEditor({ document, onDisk, text }: PresentFile, plan: Plan): readonly Finding[] {
  const saved = readVariables(onDisk);
  const shown = readVariables(text);
  const isLost = ([name, value]: Values[number]): boolean =>
    shown.get(name) !== value && shown.get(name) !== saved.get(name);
  const edited = document.isDirty ? plan.values.filter(isLost).map(([name]) => name) : [];
  return [
    ...(mixesLineBreaks(onDisk) ? [{ code: 'mixedLineBreaks' } as const] : []),
    ...(edited.length > 0 ? [{ code: 'unsaved', names: edited } as const] : []),
  ];
}

/** Whether VS Code would change other lines than those that are edited when it saves such a file. */
export function mixesLineBreaks(text: string): boolean {
  const kinds = new Set(text.match(/\r\n|\r|\n/g));
  return kinds.size > 1 || kinds.has('\r');
}
