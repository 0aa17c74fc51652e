import type { HttpAnswer } from './httpAnswer';
import { jwtExpiry } from './jwtExpiry';

/** When the service answered, by its own clock, in milliseconds since the epoch; undefined if it doesn't say. */
export function serverTime(answer: Pick<HttpAnswer, 'header'>): number | undefined {
  const time = Date.parse(answer.header('date') ?? '');
  return Number.isNaN(time) ? undefined : time;
}

/**
 * How long a token still works, in milliseconds: by its `exp` claim and the clock of the service, for the clock here
 * may be wrong. Not above 0 if it has ended; undefined if either doesn't say.
 */
export function lifeLeft(token: string, answer: Pick<HttpAnswer, 'header'>): number | undefined {
  const end = jwtExpiry(token);
  const now = serverTime(answer);
  return end === undefined || now === undefined ? undefined : end - now;
}
