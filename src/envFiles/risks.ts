import type { AbsentFile, PresentFile } from './fileState';
import type { GitStatus } from './gitStatus';
import type { Finding } from './inspection';

/** What a file that is to get a secret is at risk of because of where it is, whatever is in it. */
export type Risk = Extract<
  Finding,
  {
    readonly code:
      'tracked' | 'perhapsTracked' | 'perhapsIgnored' | 'leadsOutside' | 'localHistory' | 'disputed';
  }
>;

const codes: ReadonlySet<string> = new Set<Risk['code']>([
  'tracked',
  'perhapsTracked',
  'perhapsIgnored',
  'leadsOutside',
  'localHistory',
  'disputed',
]);

export function isRisk(why: { readonly code: string }): why is Risk {
  return codes.has(why.code);
}

/** What one agrees to who agrees to a risk, as it is stored: the same risk of another place is another one. */
export function riskName(risk: Risk): string {
  return risk.code === 'leadsOutside' ? `${risk.code} ${risk.to}` : risk.code;
}

export function gitRisk(git: GitStatus | undefined): Risk | undefined {
  if (!git) return undefined;
  if (git.tracked === undefined) return { code: 'perhapsTracked' };
  if (git.tracked && !git.ignored) return { code: 'tracked' };
  return git.ignored === undefined ? { code: 'perhapsIgnored' } : undefined;
}

/** The risks of a file named like a `.env` file, the gravest first. */
export function risksOf(file: PresentFile | AbsentFile, git: GitStatus | undefined): readonly Risk[] {
  const byGit = gitRisk(git);
  return [
    ...(byGit ? [byGit] : []),
    ...(file.leadsOutside ? [{ code: 'leadsOutside', to: file.real.path } as const] : []),
    ...(file.isInHistory ? [{ code: 'localHistory' } as const] : []),
  ];
}
