import type { AbsentFile, PresentFile } from './fileState';
import type { GitStatus } from './gitStatus';

/** Why a secret may not be safe in a file, whatever the file's content is. */
export type Risk =
  | { readonly code: 'tracked' }
  /** It can't be told whether Git tracks the file: if it does, ignore rules don't count. */
  | { readonly code: 'perhapsTracked' }
  /** It can't be told whether Git ignores the file. */
  | { readonly code: 'perhapsIgnored' }
  /** A link leads to a file outside the workspace; `to` is the path of that file. */
  | { readonly code: 'leadsOutside'; readonly to: string }
  /** VS Code's local history keeps copies of the `.env` file because of a setting. */
  | { readonly code: 'localHistory' }
  /** Only the file claims to have the key's secret: Sinch rejected it, or couldn't be asked. */
  | { readonly code: 'rejectedClaim' | 'uncheckedClaim' };

const codes: ReadonlySet<string> = new Set<Risk['code']>([
  'tracked',
  'perhapsTracked',
  'perhapsIgnored',
  'leadsOutside',
  'localHistory',
  'rejectedClaim',
  'uncheckedClaim',
]);

export function isRisk(why: { readonly code: string }): why is Risk {
  return codes.has(why.code);
}

/** The name under which the user's consent to a risk is stored. The target of a link is a part of it. */
export function riskName(risk: Risk): string {
  return risk.code === 'leadsOutside' ? `${risk.code} ${risk.to}` : risk.code;
}

export function gitRisk(git: GitStatus | undefined): Risk | undefined {
  if (!git) return undefined;
  if (git.tracked === undefined) return { code: 'perhapsTracked' };
  if (git.tracked && !git.ignored) return { code: 'tracked' };
  return git.ignored === undefined ? { code: 'perhapsIgnored' } : undefined;
}

/** The risks of a file that has the name of a `.env` file, the most serious first. */
export function risksOf(file: PresentFile | AbsentFile, git: GitStatus | undefined): readonly Risk[] {
  const byGit = gitRisk(git);
  return [
    ...(byGit ? [byGit] : []),
    ...(file.leadsOutside ? [{ code: 'leadsOutside', to: file.real.path } as const] : []),
    ...(file.isInHistory ? [{ code: 'localHistory' } as const] : []),
  ];
}
