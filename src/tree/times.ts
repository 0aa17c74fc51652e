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

/** Puts times into words of one language. To be kept: making a formatter takes as long as hundreds of its texts. */
export class Times {
  private readonly current: Intl.RelativeTimeFormat;
  private readonly past: Intl.RelativeTimeFormat;
  /** By unit and number: most keys of a tree share the few there are. */
  private readonly ages = new Map<string, string>();

  constructor(readonly locale: string) {
    this.current = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
    this.past = new Intl.RelativeTimeFormat(locale);
  }

  /** How long ago `time` was, in the largest whole unit, such as `3 months ago`; `now` below a minute. */
  relative(time: Date, now: Date): string {
    const passed = timePassed(time, now);
    if (!passed) return this.current.format(0, 'second');
    const { unit, count } = passed;
    const id = `${unit} ${count}`;
    const age = this.ages.get(id) ?? this.past.format(-count, unit);
    this.ages.set(id, age);
    return age;
  }
}

/** The time from `time` to `now` in the largest whole unit; undefined below a minute. */
export function timePassed(time: Date, now: Date) {
  const passed = now.getTime() - time.getTime();
  const largest = units.find(([, milliseconds]) => passed >= milliseconds);
  if (!largest) return undefined;
  const [unit, milliseconds] = largest;
  return { unit, count: Math.floor(passed / milliseconds) };
}
