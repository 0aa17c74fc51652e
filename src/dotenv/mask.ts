const dots = '\u2022'.repeat(8);
const longEnough = 20;
const shown = 2;

/**
 * A value as it may be shown so that the user recognises it. The same eight dots stand for any value, so that its
 * length stays unknown; only one of at least twenty characters shows its last two. The empty value is empty.
 */
export function mask(value: string): string {
  if (value === '') return '';
  const tail = value.length < longEnough ? '' : value.slice(-shown);
  return /^[\w.~-]*$/.test(tail) ? dots + tail : dots;
}
