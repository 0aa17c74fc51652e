import fc from 'fast-check';

/** What an access key's secret is made of. */
const secretCharacters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~');
const awkwardCharacters = Array.from('ab1 =~:#\'"`$\\!&;%@,+/-._é🗝\n\r\t');

const word = fc.string({ unit: fc.constantFrom(...secretCharacters), minLength: 1, maxLength: 26 });

/** Any text a reader could be handed, also such as can't be written: quotes, spaces, control characters. */
const awkward = fc.string({ unit: fc.constantFrom(...awkwardCharacters), maxLength: 8 });

/** Values as Sinch gives them, with a few that start or end awkwardly, and some that nobody would. */
export const anyValue: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: fc.uuid(), weight: 3 },
  { arbitrary: word, weight: 4 },
  { arbitrary: word.map(rest => `~${rest}`), weight: 1 },
  { arbitrary: word.map(rest => `=${rest}`), weight: 1 },
  { arbitrary: fc.constantFrom('', 'demo-project', 'abc', 'a b', "it's", 'a#b', ' # ', 'ünï'), weight: 1 },
  { arbitrary: awkward, weight: 1 },
);

/** Some of the names, in an order of their own, with a value each. */
export function valuesFor(names: readonly string[]): fc.Arbitrary<ReadonlyMap<string, string>> {
  return fc
    .shuffledSubarray([...names], { minLength: 1 })
    .chain(chosen => fc.tuple(...chosen.map(name => fc.tuple(fc.constant(name), anyValue))))
    .map(entries => new Map(entries));
}

/** Any sequence of UTF-16 code units, halves of characters too. */
export const anyText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0x7f }), fc.integer({ min: 0, max: 0xffff })), { maxLength: 60 })
  .map(units => String.fromCharCode(...units));
