import type { Uri } from 'vscode';
import { type NamesCandidate, namesFor } from '../dotenv/names';
import { configuredNames, type NameSettings, type NamesProblem } from './configuredNames';
import {
  type AbsentFile,
  type FilePort,
  type FileState,
  type PresentFile,
  readSecretFile,
} from './fileState';
import { decide } from './decide';
import type { GitStatus } from './gitStatus';
import type { IgnoreOutcome } from './ignoreLine';
import type { Insertions, OnDisk, Outcome } from './insertions';
import type { InsertQuestions } from './insertQuestions';
import { aboutCaller, type Finding, inspect, isAgreed, type ReplacedKey } from './inspection';
import { type KeyPair, type Plan, planInsertion, type Refusal, textOf } from './plan';

/** A key to insert into a file. */
export interface Insertion {
  readonly pair: KeyPair;
  /** Called exactly once, when the file on disk holds the secret; if the user has to save the file, later or never. */
  readonly onDisk: OnDisk;
  /** The key's name, if another extension may have asked for the insertion: then the user has to confirm it. */
  readonly confirmFor?: string;
  /** What the user has agreed to replace. */
  readonly replaces?: ReplacedKey | undefined;
  /** Whether to show the change first; by default, the settings decide. */
  readonly preview?: boolean;
}

export type InsertionResult =
  | { readonly kind: 'cancelled' }
  /** The settings ask for variable names that can't be used. */
  | { readonly kind: 'namesUnusable'; readonly problem: NamesProblem; readonly name: string }
  | { readonly kind: 'refused'; readonly file: FileState; readonly why: Refusal }
  /** The line in the `.gitignore` couldn't be added or had no effect; nothing was inserted. */
  | {
      readonly kind: 'notIgnored';
      readonly uri: Uri;
      readonly gitignore: Uri;
      readonly outcome: Exclude<IgnoreOutcome, 'ignored'>;
    }
  /** The file kept changing, and was left alone. */
  | { readonly kind: 'changing'; readonly uri: Uri }
  /** The file was edited, or VS Code refused the edit. `told`: the findings to show afterwards. */
  | {
      readonly kind: 'applied';
      readonly plan: Plan;
      readonly told: readonly Finding[];
      readonly outcome: Exclude<Outcome, 'changed'>;
      /** The error of `onDisk`, if the file was saved at once. */
      readonly onDiskFailure?: { readonly error: unknown };
    };

export interface InsertParts {
  readonly files: FilePort;
  readonly insertions: Pick<Insertions, 'apply'>;
  readonly recent: { add(uri: Uri): Promise<void> };
  readonly settings: (uri: Uri) => {
    readonly save: boolean;
    readonly preview: boolean;
    readonly names: NameSettings;
  };
  readonly gitStatus: (uri: Uri) => Promise<GitStatus | undefined>;
  /** The names of the programs that probably read a file. */
  readonly programsFor: (uri: Uri) => Promise<ReadonlySet<string>>;
  /** The `.gitignore` that would get a line for the file. */
  readonly ignoreFileFor: (uri: Uri, root: Uri) => Promise<Uri>;
  readonly addIgnoreLine: (uri: Uri, gitignore: Uri) => Promise<IgnoreOutcome>;
  /** Whether the file belongs to a project of Sinch Functions. */
  readonly belongsToFunctions: (uri: Uri) => Promise<boolean>;
}

/** How often to start over if the file changes while the user answers. */
const maxRounds = 3;

const cancelled: InsertionResult = { kind: 'cancelled' };

/**
 * Inserts the three values of a pair into a `.env` file, under the names that the settings ask for or the file already
 * uses, and reads them back from disk. Asks first if there is something to decide.
 * @throws an AbortError if the user cancels while Git is asked; the file stays as it is
 */
export async function insertPair(
  parts: InsertParts,
  questions: InsertQuestions,
  uri: Uri,
  insertion: Insertion,
): Promise<InsertionResult> {
  const settings = parts.settings(uri);
  const gitStatus: InsertParts['gitStatus'] = file => questions.whileGitIsAsked(uri, parts.gitStatus(file));
  let names: NamesCandidate | undefined;
  for (let round = 1; round <= maxRounds; round++) {
    const [file, programs, sinchFunctions] = await Promise.all([
      readSecretFile(parts.files, uri),
      parts.programsFor(uri),
      parts.belongsToFunctions(uri),
    ]);
    if (file.kind === 'refused') return { kind: 'refused', file, why: { code: 'file', refusal: file.why } };
    if (!names) {
      const chosen = await namesOf(questions, file, settings.names, sinchFunctions);
      if (!chosen || 'problem' in chosen) return chosen ? { kind: 'namesUnusable', ...chosen } : cancelled;
      names = chosen;
    }
    if (names.secretStaysBlank && !(await questions.confirmBlankSecret(uri))) return cancelled;
    const { onDisk, confirmFor, replaces } = insertion;
    const pair = names.secretStaysBlank ? { ...insertion.pair, keySecret: '' } : insertion.pair;
    const [plan, git] = await Promise.all([
      planInsertion(file, names, pair),
      pair.keySecret === '' ? ('unasked' as const) : gitStatus(file.real),
    ]);
    if ('code' in plan) return { kind: 'refused', file, why: plan };
    const { ask: found, tell } = inspect(plan, 'insertion', {
      git: git === 'unasked' ? undefined : git,
      programs,
    });
    const ask = [...aboutCaller(plan, confirmFor), ...found.filter(finding => !isAgreed(finding, replaces))];
    const preview = insertion.preview ?? settings.preview;
    const gitignore = await ignoreFileOf(parts, file, ask);
    const decision = await decide(questions, plan, ask, { preview, again: round > 1, gitignore });
    if (decision === undefined) return cancelled;
    if (decision === 'elsewhere') {
      const other = await questions.chooseFile();
      return other ? insertPair(parts, questions, other, insertion) : cancelled;
    }
    const addsLine = decision === 'addIgnoreLine' && gitignore !== undefined;
    if (addsLine) {
      const outcome = await parts.addIgnoreLine(file.real, gitignore);
      if (outcome !== 'ignored') return { kind: 'notIgnored', uri: file.real, gitignore, outcome };
    }
    const applied = await parts.insertions.apply(plan, {
      save: settings.save,
      git: addsLine && typeof git === 'object' ? { ...git, ignored: true } : git,
      gitStatus,
      onDisk: plan.writesSecret ? onDisk : undefined,
    });
    const { outcome } = applied;
    if (outcome === 'changed') continue;
    if (outcome !== 'refused') await parts.recent.add(uri);
    return { kind: 'applied', plan, told: tell, ...applied, outcome };
  }
  return { kind: 'changing', uri };
}

/** The `.gitignore` that would get a line for the file, if one of the findings is that Git doesn't ignore it. */
async function ignoreFileOf(
  { ignoreFileFor }: Pick<InsertParts, 'ignoreFileFor'>,
  { real }: PresentFile | AbsentFile,
  findings: readonly Finding[],
): Promise<Uri | undefined> {
  const published = findings.find(finding => finding.code === 'notIgnored');
  return published && ignoreFileFor(real, published.root);
}

/** The variables for a key: those of the settings, else those that the file uses. Asks if it has several sets. */
export async function namesOf(
  questions: Pick<InsertQuestions, 'chooseNames'>,
  file: PresentFile | AbsentFile,
  settings: NameSettings,
  sinchFunctions: boolean,
): Promise<NamesCandidate | { readonly problem: NamesProblem; readonly name: string } | undefined> {
  const configured = configuredNames(settings);
  if (!configured.ok) return { problem: configured.problem, name: configured.name };
  const candidates = namesFor(textOf(file), { configured: configured.names, sinchFunctions });
  const rivals = candidates.filter(({ presence }) => presence === 'active');
  if (configured.names || rivals.length < 2) return candidates[0];
  return questions.chooseNames(file.uri, rivals);
}
