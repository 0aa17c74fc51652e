/** The day where the user is, as `2026-01-31`. */
export function isoDay(time: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short' }).format(time);
}

export function addDays(time: Date, days: number): Date {
  return new Date(time.getTime() + days * 24 * 60 * 60 * 1000);
}
