import { maxDisplayNameLength } from '../sinch/limits';

/** The first half of a character of two code units, which a cut may leave at the end. */
const halfCharacter = /[\uD800-\uDBFF]$/;

const dated = / \d{4}-\d{2}-\d{2}( \(\d+\))?$/;

/**
 * The name of the key that replaces the one called `name`: that name with the day of the rotation, such as
 * `staging 2026-01-31`, and a number if that is taken. The day of an earlier rotation is removed.
 */
export function newKeyName(name: string, day: Date, taken: ReadonlySet<string>): string {
  const base = name.replace(dated, '');
  for (let number = 1; ; number += 1) {
    const suffix = ` ${isoDay(day)}${number === 1 ? '' : ` (${number})`}`;
    const candidate = base.slice(0, maxDisplayNameLength - suffix.length).replace(halfCharacter, '') + suffix;
    if (!taken.has(candidate)) return candidate;
  }
}

/** The day in the user's time zone. */
function isoDay(day: Date): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
