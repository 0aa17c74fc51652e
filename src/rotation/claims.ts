import { riskName } from '../envFiles/risks';
import { isPlaceholder } from '../dotenv/placeholder';
import { isIndirect } from '../dotenv/reference';
import { CredentialError } from '../sinch/errors';
import { UnprovedKeyError } from '../sinch/proveKey';
import type { RotationParts } from './rotationParts';
import type { FileClaims, PlanQuestions, PlanRequest, RotatedUse, RotationPlan } from './rotationQuestions';

/** Of one key, at most so many claims are sent to Sinch: a folder may be full of files that claim one each. */
const mostAsked = 5;

/** What Sinch said about the secrets that files claim for a key. */
interface Verdict {
  proved?: string;
  readonly rejected: Set<string>;
}

/**
 * The secrets that only files claim for the keys to rotate. Whoever writes a key's ID into a file can write any secret
 * beside it, to get the new one there: a claim counts as known once the key signed in with it.
 */
export class Claims implements FileClaims {
  private readonly verdicts = new Map<string, Verdict>();

  constructor(
    private readonly parts: Pick<RotationParts, 'prove' | 'log'>,
    private readonly request: Pick<PlanRequest, 'keys' | 'secrets'>,
  ) {}

  async check(uses: readonly RotatedUse[], signal: AbortSignal): Promise<void> {
    for (const key of this.request.keys) {
      if (this.request.secrets.has(key.accessKeyId)) continue;
      const verdict = this.verdicts.get(key.accessKeyId) ?? { rejected: new Set() };
      this.verdicts.set(key.accessKeyId, verdict);
      const claims = new Set(uses.filter(use => use.accessKeyId === key.accessKeyId).flatMap(claimsIn));
      for (const keySecret of [...claims].slice(0, mostAsked)) {
        if (signal.aborted || verdict.proved !== undefined) break;
        if (verdict.rejected.has(keySecret)) continue;
        const result = await this.tryClaim(key, keySecret, signal);
        if (result === 'unchecked') break;
        if (result === 'proved') verdict.proved = keySecret;
        else verdict.rejected.add(keySecret);
      }
    }
  }

  riskOf(use: RotatedUse): ReturnType<FileClaims['riskOf']> {
    const { proved, rejected } = this.verdicts.get(use.accessKeyId) ?? { rejected: new Set() };
    const isRejected = (claim: string) => (proved === undefined ? rejected.has(claim) : claim !== proved);
    const claims = this.request.secrets.has(use.accessKeyId) ? [] : claimsIn(use);
    if (claims.some(isRejected)) return { code: 'rejectedClaim' };
    return claims.every(claim => claim === proved) ? undefined : { code: 'uncheckedClaim' };
  }

  private async tryClaim(
    { projectId, accessKeyId }: PlanRequest['keys'][number],
    keySecret: string,
    signal: AbortSignal,
  ): Promise<'proved' | 'rejected' | 'unchecked'> {
    try {
      // The key isn't new: a refusal needs no second attempt.
      await this.parts.prove(projectId, { keyId: accessKeyId, keySecret }, signal, []);
      return 'proved';
    } catch (error) {
      if (error instanceof UnprovedKeyError && error.cause instanceof CredentialError) return 'rejected';
      if (!signal.aborted)
        this.parts.log.error(`What a file claims to be the secret of ${accessKeyId} was not checked.`, error);
      return 'unchecked';
    }
  }
}

/**
 * Asks for a plan. A file whose claim wasn't proved is in it only if the user agreed to that.
 * @returns undefined if the user cancels
 */
export async function askForPlan(
  parts: Pick<RotationParts, 'prove' | 'log'>,
  questions: Pick<PlanQuestions, 'askForPlan'>,
  request: Omit<PlanRequest, 'claims'>,
): Promise<RotationPlan | undefined> {
  const claims = new Claims(parts, request);
  const plan = await questions.askForPlan({ ...request, claims });
  const isSafe = (use: RotatedUse): boolean => {
    const risk = claims.riskOf(use);
    return risk === undefined || (use.agreed ?? []).includes(riskName(risk));
  };
  return plan && { ...plan, files: plan.files.filter(isSafe) };
}

/** The values beside a key's ID that claim to be its secret: no placeholders, and no references to a secret. */
export function claimsIn({ pairs }: RotatedUse): readonly string[] {
  return pairs.flatMap(({ keySecret, keySecretName }) =>
    keySecret === undefined || isPlaceholder(keySecret, keySecretName) || isIndirect(keySecret)
      ? []
      : [keySecret],
  );
}
