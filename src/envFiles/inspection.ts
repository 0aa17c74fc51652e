import type { Uri } from 'vscode';
import type { EditedVariable } from '../dotenv/editResult';
import { envFileKind } from '../dotenv/fileNames';
import { type Hazard, hazards } from '../dotenv/hazards';
import { readVariables } from '../dotenv/readValue';
import { scan } from '../dotenv/scan';
import { unusualSpaceNear } from '../dotenv/unusualSpaces';
import type { PresentFile } from './fileState';
import type { GitStatus } from './gitStatus';
import type { EditPlan, Plan, Values } from './plan';
import { risksOf } from './risks';
import { fileName } from './uriParts';

/** Something to ask or tell the user about a file that is written to. Lines are 0-based. */
export type Finding =
  /** Another extension may have asked for it: the user clicked no row of ours. `key` is the name of the key. */
  | { readonly code: 'askedByOther'; readonly key: string; readonly uri: Uri }
  | { readonly code: 'tracked' }
  /** It can't be told whether Git tracks the file: if it does, ignore rules don't count. */
  | { readonly code: 'perhapsTracked' }
  /** A commit of all files would publish it. `root` is the top folder of its repository. */
  | { readonly code: 'notIgnored'; readonly root: Uri }
  /** It can't be told whether Git ignores the file. */
  | { readonly code: 'perhapsIgnored' }
  /** A link leads to a file outside the workspace; `to` is the path of that file. */
  | { readonly code: 'leadsOutside'; readonly to: string }
  /** VS Code's local history keeps copies of the `.env` file because of a setting. */
  | { readonly code: 'localHistory' }
  /** Only the file claims to have the key's secret: Sinch rejected it, or couldn't be asked. */
  | { readonly code: 'rejectedClaim' | 'uncheckedClaim' }
  /** Its name is not that of a `.env` file. */
  | { readonly code: 'otherName' }
  /** The file mixes kinds of line breaks: VS Code saves it with only one kind. */
  | { readonly code: 'mixedLineBreaks' }
  /** The user has edited these variables and not saved the file. */
  | { readonly code: 'unsavedEdit'; readonly names: readonly string[] }
  /** The file starts with a byte order mark: some readers don't find its first variable, `name`. */
  | { readonly code: 'byteOrderMark'; readonly name: string }
  /** Near one of the variables is a character that some readers take for white space, and others don't. */
  | { readonly code: 'unusualSpace'; readonly line: number }
  | { readonly code: 'encrypted' | 'unterminatedQuote' | 'escapedQuote'; readonly line: number }
  | { readonly code: 'secretReference'; readonly name: string }
  | { readonly code: 'overwrites'; readonly variables: readonly EditedVariable[] }
  /** The value of `name` needs quotes, which some readers take for a part of it. */
  | { readonly code: 'readersDiffer'; readonly name: string; readonly readers: readonly string[] };

/**
 * What to do with a finding. `ask`: the user has to decide before the file is written to; if nothing can be asked, the
 * file stays as it is. `tell`: the user is informed afterwards. What rules out a file altogether is a `Refusal`.
 */
export type Severity = 'ask' | 'tell';

export type Purpose = 'insertion' | 'replacement';

/** Findings that need no question if a pair in the file is replaced: the file already held a pair in spite of them. */
const heldBefore: ReadonlySet<Finding['code']> = new Set([
  'notIgnored',
  'byteOrderMark',
  'unusualSpace',
  'encrypted',
  'secretReference',
  'overwrites',
]);

/** The findings to ask about before `plan` is carried out, the most serious first, and those to tell afterwards. */
export function inspect(
  plan: EditPlan,
  purpose: Purpose,
  git?: GitStatus,
): Readonly<Record<Severity, readonly Finding[]>> {
  const { file, shell, edits, before, variables } = plan;
  const present = file.kind === 'present' ? file : undefined;
  const hasEnvName = envFileKind(fileName(file.uri)) !== undefined;
  const overwritten = variables.filter(({ overwrites }) => overwrites);
  const findings: readonly Finding[] = [
    ...(git?.ignored === false && git.tracked === false ? [notIgnored(git)] : []),
    ...risksOf(file, git).filter(({ code }) => code !== 'localHistory' || hasEnvName),
    ...(hasEnvName ? [] : [{ code: 'otherName' } as const]),
    ...hazards(before, namesIn(plan), { shell }).flatMap(findingOf),
    ...aboutReaders(plan),
    ...(present ? aboutEditor(present, plan) : []),
    ...(overwritten.length > 0 ? [{ code: 'overwrites', variables: overwritten } as const] : []),
  ];
  const writesQuotes = edits.some(({ newText }) => /['"]/.test(newText));
  const severityOf = ({ code }: Finding): Severity => {
    if (code === 'readersDiffer') return 'tell';
    if (purpose === 'insertion') return 'ask';
    // If no quote is added, a reader that misses a value's closing quote finds no later one to read on to.
    return heldBefore.has(code) || (code === 'escapedQuote' && !writesQuotes) ? 'tell' : 'ask';
  };
  return {
    ask: findings.filter(finding => severityOf(finding) === 'ask'),
    tell: findings.filter(finding => severityOf(finding) === 'tell'),
  };
}

/** @param key the name of the key, if another extension may have asked to insert its secret */
export function aboutCaller({ file, writesSecret }: Plan, key: string | undefined): readonly Finding[] {
  return key !== undefined && writesSecret ? [{ code: 'askedByOther', key, uri: file.uri }] : [];
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
    case 'unterminatedQuote':
    case 'escapedQuote':
      return [{ code: hazard.code, line: hazard.line }];
    case 'secretReference':
      return [{ code: hazard.code, name: hazard.name }];
    default:
      return [];
  }
}

/** The findings about what readers of `.env` files understand differently once the plan is carried out. */
function aboutReaders(plan: EditPlan): readonly Finding[] {
  const { file, before, after, variables } = plan;
  const names = namesIn(plan);
  const first = scan(after).find(piece => piece.kind === 'assignment')?.key;
  const isBehindMark =
    file.kind === 'present' && file.hasMark && first !== undefined && names.includes(first);
  const line = unusualSpaceNear(before, after, names);
  return [
    ...(isBehindMark ? [{ code: 'byteOrderMark', name: first } as const] : []),
    ...(line === undefined ? [] : [{ code: 'unusualSpace', line } as const]),
    ...variables
      .filter(({ differing }) => differing.length > 0)
      .map(({ name, differing }) => ({ code: 'readersDiffer', name, readers: differing }) as const),
  ];
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
