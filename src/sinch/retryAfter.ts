import { serverTime } from './serverTime';
import type { HttpAnswer } from './httpAnswer';

/** The longest `Retry-After` that is waited for, in milliseconds: of a longer one, the user is told at once. */
export const longestWait = 30_000;

/** Thirty years in milliseconds: a server that says more means no time at all. */
const most = 1e12;

/**
 * Milliseconds to wait, never negative, by the `Retry-After` header of an answer: whole seconds or an HTTP date.
 * A date goes by the clock of the service. Undefined if the header is missing or unreadable.
 * @param now milliseconds since the epoch, for an answer that doesn't say when it was given
 */
export function retryAfter(answer: Pick<HttpAnswer, 'header'>, now: number): number | undefined {
  const value = answer.header('retry-after')?.trim() ?? '';
  if (/^\d+$/.test(value)) return Math.min(Number(value) * 1000, most);

  // Date.parse takes far more than HTTP dates, which always begin with the name of a day.
  const date = /^[A-Z][a-z]{2,8},? /.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(date) ? undefined : Math.min(Math.max(0, date - (serverTime(answer) ?? now)), most);
}
