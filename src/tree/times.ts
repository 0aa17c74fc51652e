const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const units = [
  ['year', 365 * day],
  ['month', 30 * day],
  ['week', 7 * day],
  ['day', day],
  ['hour', hour],
  ['minute', minute],
] as const;

/** How long ago `time` was, in the largest whole unit, such as `3 months ago`; `now` below a minute. */
export function relativeTime(time: Date, now: Date, locale: string): string {
  const passed = now.getTime() - time.getTime();
  const largest = units.find(([, milliseconds]) => passed >= milliseconds);
  if (!largest) return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(0, 'second');
  const [unit, milliseconds] = largest;
  return new Intl.RelativeTimeFormat(locale).format(-Math.floor(passed / milliseconds), unit);
}

/** Date and time where the user is. */
export function localTime(time: Date, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(time);
}
