/** How many characters the variables of a text may expand to. */
const limit = 4_000_000;

/**
 * Counts what variables expand to, for a few lines that each name the one above twice would fill any memory. A reader
 * that goes beyond the limit is taken to refuse the text.
 */
export class Expansion {
  private left = limit;

  /** Whether `value` still fits. */
  fits(value: string): boolean {
    this.left -= value.length;
    return this.left >= 0;
  }
}
