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

/** Something to know about a file before it is written to. Lines are 0-based. */
export type Finding =
  /** Another extension may want it: no row of ours was clicked. `key` is the name of the key. */
  | { readonly code: 'askedByOther'; readonly key: string; readonly uri: Uri }
  | { readonly code: 'tracked' }
  /** Whether Git tracks it can't be told: where it does, ignore rules don't count. */
  | { readonly code: 'perhapsTracked' }
  /** A commit of everything would publish it. `root` is the top of the repository it is in. */
  | { readonly code: 'notIgnored'; readonly root: Uri }
  /** Whether Git ignores it can't be told. */
  | { readonly code: 'perhapsIgnored' }
  /** A link leads to a file outside the workspace; `to` is its path. */
  | { readonly code: 'leadsOutside'; readonly to: string }
  /** VS Code's local history keeps copies of it, although it is a `.env` file: a setting says so. */
  | { readonly code: 'localHistory' }
  /** Nobody knows the key's secret apart from files, and others hold another. */
  | { readonly code: 'disputed' }
  /** Its name is not that of a `.env` file. */
  | { readonly code: 'otherName' }
  /** VS Code saves a file with line breaks of one kind only. */
  | { readonly code: 'mixedLineBreaks' }
  /** Variables the user has edited and not saved. */
  | { readonly code: 'unsavedEdit'; readonly names: readonly string[] }
  /** Behind the byte order mark the file starts with, some readers don't find the variable `name`, the first. */
  | { readonly code: 'byteOrderMark'; readonly name: string }
  /** Near one of the variables stands a character that some readers take for white space, and others don't. */
  | { readonly code: 'unusualSpace'; readonly line: number }
  | { readonly code: 'encrypted' | 'unterminatedQuote' | 'escapedQuote'; readonly line: number }
  | { readonly code: 'secretReference'; readonly name: string }
  | { readonly code: 'overwrites'; readonly variables: readonly EditedVariable[] }
  /** The value of `name` can't stand without quotes, which some readers take for a part of it. */
  | { readonly code: 'readersDiffer'; readonly name: string; readonly readers: readonly string[] };

/**
 * What a finding asks for: `ask` for a decision before the file is written to, which leaves the file alone where there is
 * nobody to ask; `tell` for nothing but to be told afterwards. What refuses the file outright is a `Refusal`: no plan.
 */
export type Severity = 'ask' | 'tell';

export type Purpose = 'insertion' | 'replacement';

/** What a file that held a pair already need not be asked about when another takes its place. */
const heldBefore: ReadonlySet<Finding['code']> = new Set([
  'notIgnored',
  'byteOrderMark',
  'unusualSpace',
  'encrypted',
  'secretReference',
  'overwrites',
]);

/** What is to be decided before `plan` is carried out, the gravest first, and what is to be told afterwards. */
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
    // Without a quote behind it, the one at which a value ends has no other to be read on to.
    return heldBefore.has(code) || (code === 'escapedQuote' && !writesQuotes) ? 'tell' : 'ask';
  };
  return {
    ask: findings.filter(finding => severityOf(finding) === 'ask'),
    tell: findings.filter(finding => severityOf(finding) === 'tell'),
  };
}

/** @param key the name of the key whose secret someone else than a person may have asked to insert */
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

/** What some readers take for something else once the plan is carried out. */
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

/** Whether VS Code would change other lines than those that are edited when it saves such a file. */
function mixesLineBreaks(text: string): boolean {
  const kinds = new Set(text.match(/\r\n|\r|\n/g));
  return kinds.size > 1 || kinds.has('\r');
}
