/**
 * Milliseconds to wait by a `Retry-After` header, which holds whole seconds or an HTTP date; never negative.
 * Undefined where the header is missing or unreadable. `now` is in milliseconds since the epoch.
 */
export function retryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;

  const value = header.trim();
  if (/^\d+$/.test(value)) return Number(value) * 1000;

  // Date.parse takes far more than HTTP dates, which always begin with the name of a day.
  const date = /^[A-Z][a-z]{2,8},? /.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
