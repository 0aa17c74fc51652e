import assert from 'node:assert/strict';
import fc from 'fast-check';
import { clock, knowing, knownPairsIn, loadEditor, staging } from './support/loadEditor';

/** A secret, which nothing else in a text contains. */
const secret = fc
  .array(fc.constantFrom(...Array.from('ABCDEFGHJKLMNPQRSTUVWXYZ23456789-~._')), {
    minLength: 12,
    maxLength: 40,
  })
  .map(characters => `Zq${characters.join('')}`);

const prefix = fc.constantFrom('', 'PROD_', 'MAILER_');
const name = fc.constantFrom('SINCH_PROJECT_ID', 'SINCH_KEY_ID', 'KEY_ID', 'PROJECT_ID', 'PORT');
const secretName = fc.constantFrom(
  'SINCH_KEY_SECRET',
  'KEY_SECRET',
  'SINCH_API_SECRET',
  'PROJECT_ID_API_SECRET',
);
const quote = fc.constantFrom('', '"', "'");

/** Lines of a key file, the secret on some of them: under its own names often, and under others by mistake. */
function textWith(value: string): fc.Arbitrary<string> {
  const other = fc.constantFrom('', 'key-1', 'demo-project', 'your-key-id', 'op://a/b', 'other');
  const line = fc.oneof(
    fc.tuple(prefix, secretName, quote).map(([p, n, q]) => `${p}${n}=${q}${value}${q}`),
    fc.tuple(prefix, name, other).map(([p, n, v]) => `${p}${n}=${v}`),
    fc.tuple(prefix, name).map(([p, n]) => `${p}${n}=${value}`),
    fc.constantFrom('', '# A comment', `# SINCH_KEY_SECRET=${value}`, 'export PATH'),
  );
  const pair = fc
    .tuple(prefix, secretName)
    .map(([p, n]) => `${p}SINCH_KEY_ID=key-1\n${p}${n}=${value}\n${p}SINCH_KEY_SECRET=${value}`);
  return fc.array(fc.oneof(line, pair), { maxLength: 12 }).map(lines => lines.join('\n'));
}

describe('what the editor says of a text', () => {
  let editor: Awaited<ReturnType<typeof loadEditor>>;
  before(async () => {
    editor = await loadEditor();
  });

  it('never contains the secret that stands in it under its name', () => {
    fc.assert(
      fc.property(
        secret.chain(value => fc.tuple(fc.constant(value), textWith(value))),
        fc.boolean(),
        ([value, text], isKnown) => {
          fc.pre(/KEY_SECRET=|API_SECRET=/.test(text.replaceAll(/^#.*$/gm, '')));
          const pairs = knownPairsIn(text, knowing({ keys: isKnown ? [staging] : [] }));
          const hovers = pairs
            .flatMap(({ pair: { projectId, keyId, keySecret } }) => [projectId, keyId, keySecret])
            .map(part => part && editor.hoverAt(pairs, part.nameSpan.start, 'file:///.env', clock));
          const said = JSON.stringify([
            editor.lensesOf(pairs, 'file:///.env', clock),
            hovers,
            editor.problemsOf(pairs, {
              uri: 'file:///.env',
              git: { ignored: false, tracked: isKnown },
              clock,
            }),
          ]);
          assert.ok(!said.includes(value));
        },
      ),
      { numRuns: 300 },
    );
  });
});
