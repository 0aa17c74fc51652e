import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Known } from '../../../src/editor/known';
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

const uuid = fc.uuid();
const noSecret = fc.constantFrom('', 'your-key-secret', 'op://vault/item');

/** A pair whose secret is in the place of an ID, by mistake. */
function confused(value: string): fc.Arbitrary<string> {
  const lines = (projectId: string, keyId: string, keySecret: string): string =>
    `SINCH_PROJECT_ID=${projectId}\nSINCH_KEY_ID=${keyId}\nSINCH_KEY_SECRET=${keySecret}\n`;
  return fc.oneof(
    fc.tuple(uuid, noSecret).map(([project, blank]) => lines(project, value, blank)),
    fc.tuple(uuid, noSecret).map(([key, blank]) => lines(value, key, blank)),
    fc.tuple(uuid, uuid).map(([project, key]) => lines(project, value, key)),
    fc.tuple(uuid, uuid).map(([project, key]) => lines(value, key, project)),
    fc.constantFrom(lines('demo-project', value, 'key-1'), lines(value, 'key-1', 'demo-project')),
    fc.constantFrom(lines(value, 'key-1', '')),
  );
}

describe('what the editor says of a text', () => {
  let editor: Awaited<ReturnType<typeof loadEditor>>;
  before(async () => {
    editor = await loadEditor();
  });

  /** All that is said, shown and given to other commands, in one text. */
  function saidOf(text: string, known: Known, tracked = true): string {
    const pairs = knownPairsIn(text, known);
    const hovers = pairs
      .flatMap(({ pair: { projectId, keyId, keySecret } }) => [projectId, keyId, keySecret])
      .map(part => part && editor.hoverAt(pairs, part.nameSpan.start, 'file:///.env', clock));
    const problems = editor.problemsOf(pairs, {
      uri: 'file:///.env',
      git: { ignored: false, tracked },
      clock,
    });
    return JSON.stringify([editor.lensesOf(pairs, 'file:///.env', clock), hovers, problems]);
  }

  it('never contains a secret that stands in the place of an ID', () => {
    fc.assert(
      fc.property(
        secret.chain(value => fc.tuple(fc.constant(value), confused(value))),
        ([value, text]) => {
          assert.ok(!saidOf(text, knowing()).includes(value));
          for (const { pair } of knownPairsIn(text))
            assert.ok(![pair.values().keyId, pair.values().projectId].includes(value));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('never contains the secret that stands in it under its name', () => {
    fc.assert(
      fc.property(
        secret.chain(value => fc.tuple(fc.constant(value), textWith(value))),
        fc.boolean(),
        ([value, text], isKnown) => {
          fc.pre(/KEY_SECRET=|API_SECRET=/.test(text.replaceAll(/^#.*$/gm, '')));
          const said = saidOf(text, knowing({ keys: isKnown ? [staging] : [] }), isKnown);
          assert.ok(!said.includes(value));
        },
      ),
      { numRuns: 300 },
    );
  });
});
