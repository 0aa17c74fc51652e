import { Times, timePassed } from '../tree/times';

/** Puts times into the words of lenses and hovers. */
export class Clock {
  private readonly times: Times;
  private readonly timeOfDay: Intl.DateTimeFormat;
  private readonly day: Intl.DateTimeFormat;
  private readonly exact: Intl.DateTimeFormat;

  constructor(
    private readonly locale: string,
    readonly now: () => Date = () => new Date(),
  ) {
    this.times = new Times(locale);
    this.timeOfDay = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
    this.day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
    this.exact = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  }

  /** How old something is in the largest whole unit, such as `3 months`; undefined below a minute. */
  age(time: Date): string | undefined {
    const passed = timePassed(time, this.now());
    if (!passed) return undefined;
    const { unit, count } = passed;
    return new Intl.NumberFormat(this.locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
  }

  /** When something was, such as `2:32 PM`. */
  time(time: Date): string {
    return this.timeOfDay.format(time);
  }

  /** On which day something was, such as `Aug 20, 2026`. */
  date(time: Date): string {
    return this.day.format(time);
  }

  /** How long ago something was, such as `3 months ago`. */
  ago(time: Date): string {
    return this.times.relative(time, this.now());
  }

  /** Date and time, and how long ago that was. */
  moment(time: Date): string {
    return `${this.exact.format(time)} (${this.ago(time)})`;
  }
}
