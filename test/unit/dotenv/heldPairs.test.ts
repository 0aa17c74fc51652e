import assert from 'node:assert/strict';
import fc from 'fast-check';
import { heldPairs, type HeldPairsOptions } from '../../../src/dotenv/heldPairs';
import { readVariables } from '../../../src/dotenv/readValue';
import { scan } from '../../../src/dotenv/scan';
import { readers } from '../../../src/dotenv/readers/all';
import { envText } from '../../fuzz/dotenv/files';

const id = 'demo-key-1';
const knownSecret = 'demo-secret-1';

/** Each pair as `ID variable, secret variable, secret, line`. */
function held(text: string, options?: HeldPairsOptions): readonly (readonly unknown[])[] {
  return heldPairs(text, id, options).map(pair => [
    pair.keyIdName,
    pair.keySecretName,
    pair.keySecret,
    pair.line,
  ]);
}

describe('heldPairs', () => {
  const byName: readonly (readonly [text: string, ...expected: (readonly unknown[])[]])[] = [
    [
      'SINCH_KEY_ID=demo-key-1\nSINCH_KEY_SECRET=demo-secret-1\n',
      ['SINCH_KEY_ID', 'SINCH_KEY_SECRET', 'demo-secret-1', 0],
    ],
    [
      'CONVERSATION_KEY_SECRET=s\n\nCONVERSATION_KEY_ID="demo-key-1" # x\n',
      ['CONVERSATION_KEY_ID', 'CONVERSATION_KEY_SECRET', 's', 2],
    ],
    [
      'PROJECT_ID_API_KEY=demo-key-1\nPROJECT_ID_API_SECRET=\n',
      ['PROJECT_ID_API_KEY', 'PROJECT_ID_API_SECRET', '', 0],
    ],
    ['SINCH_KEY_ID=demo-key-1\nSINCH_KEY_SECRET=""\n', ['SINCH_KEY_ID', 'SINCH_KEY_SECRET', '', 0]],
    [
      'SINCH_ACCESS_KEY=demo-key-1\nSINCH_ACCESS_SECRET=s\n',
      ['SINCH_ACCESS_KEY', 'SINCH_ACCESS_SECRET', 's', 0],
    ],
    [
      'SINCH_ACCESS_KEY=demo-key-1\nSINCH_ACCESS_KEY_SECRET=s\n',
      ['SINCH_ACCESS_KEY', 'SINCH_ACCESS_KEY_SECRET', 's', 0],
    ],
    [
      'SINCH_CLIENT_ID=demo-key-1\nSINCH_CLIENT_SECRET=s\n',
      ['SINCH_CLIENT_ID', 'SINCH_CLIENT_SECRET', 's', 0],
    ],
    ['KEY_ID=demo-key-1\nKEY_SECRET=s\n', ['KEY_ID', 'KEY_SECRET', 's', 0]],
    ['DEMO_KEY_ID=demo-key-1\nDEMO_KEY_SECRET=s\n', ['DEMO_KEY_ID', 'DEMO_KEY_SECRET', 's', 0]],
    [
      'VITE_SINCH_KEY_ID=demo-key-1\nVITE_SINCH_KEY_SECRET=s\n',
      ['VITE_SINCH_KEY_ID', 'VITE_SINCH_KEY_SECRET', 's', 0],
    ],
    ['export SINCH_KEY_ID: demo-key-1\n', ['SINCH_KEY_ID', undefined, undefined, 0]],
    ['SINCH_KEY_ID=demo-key-1\n# SINCH_KEY_SECRET=s\n', ['SINCH_KEY_ID', undefined, undefined, 0]],
    ['SINCH_KEY_ID=demo-key-1\nOTHER_KEY_SECRET=s\n', ['SINCH_KEY_ID', undefined, undefined, 0]],
    ['MONKEY_ID=demo-key-1\nMONKEY_SECRET=s\n', ['MONKEY_ID', undefined, undefined, 0]],
  ];
  for (const [text, ...expected] of byName) {
    it(`finds the key in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(held(text), expected);
    });
  }

  const without = [
    '',
    '# SINCH_KEY_ID=demo-key-1\nSINCH_KEY_SECRET=demo-secret-1\n',
    'SINCH_KEY_ID=demo-key-1\nSINCH_KEY_ID=demo-key-2\nSINCH_KEY_SECRET=demo-secret-1\n',
    'SINCH_KEY_ID=demo-key-10\nSINCH_KEY_SECRET=s\n',
    'SINCH_KEY_ID=x # demo-key-1\n',
    'NOTE="\nSINCH_KEY_ID=demo-key-1\n"\n',
    'SINCH_KEY_ID=\nSINCH_KEY_SECRET=s\n',
  ];
  for (const text of without) {
    it(`finds no key in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(held(text, { knownSecret }), []);
    });
  }

  it('takes the last definition of each variable, and its line', () => {
    const text = 'SINCH_KEY_ID=a\nSINCH_KEY_SECRET=b\r\nSINCH_KEY_ID=demo-key-1\nSINCH_KEY_SECRET=c\n';
    assert.deepEqual(held(text), [['SINCH_KEY_ID', 'SINCH_KEY_SECRET', 'c', 2]]);
  });

  it('finds the key in every set that holds it, in the order of the file', () => {
    const text = [
      'STAGING_SINCH_KEY_ID=demo-key-1\nSTAGING_SINCH_KEY_SECRET=demo-secret-1\n',
      'TEST_SINCH_KEY_ID=demo-key-2\nTEST_SINCH_KEY_SECRET=demo-secret-2\n',
      'PROD_SINCH_KEY_ID=demo-key-1\nPROD_SINCH_KEY_SECRET=\n',
    ].join('');
    const expected = [
      ['STAGING_SINCH_KEY_ID', 'STAGING_SINCH_KEY_SECRET', 'demo-secret-1', 0],
      ['PROD_SINCH_KEY_ID', 'PROD_SINCH_KEY_SECRET', '', 4],
    ];
    assert.deepEqual(held(text), expected);
    assert.deepEqual(held(text, { knownSecret }), expected);
  });

  it('knows the user’s own names', () => {
    const configured = { projectId: 'P', keyId: 'MY_KEY', keySecret: 'MY_PASSWORD' };
    const text = 'MY_KEY=demo-key-1\nMY_PASSWORD=s\n';
    assert.deepEqual(held(text), [['MY_KEY', undefined, undefined, 0]]);
    assert.deepEqual(held(text, { configured }), [['MY_KEY', 'MY_PASSWORD', 's', 0]]);
  });

  it('finds a secret under any name where it is known', () => {
    const text = 'USERNAME=demo-key-1\nPASSWORD=demo-secret-1\n';
    assert.deepEqual(held(text), [['USERNAME', undefined, undefined, 0]]);
    assert.deepEqual(held(text, { knownSecret }), [['USERNAME', 'PASSWORD', 'demo-secret-1', 0]]);
    assert.deepEqual(held(text, { knownSecret: '' }), [['USERNAME', undefined, undefined, 0]]);
    assert.deepEqual(held('USERNAME=demo-key-1\nPASSWORD=\n', { knownSecret: '' }), [
      ['USERNAME', undefined, undefined, 0],
    ]);
    assert.deepEqual(held(`${text}PASSWORD=other\n`, { knownSecret }), [
      ['USERNAME', undefined, undefined, 0],
    ]);
  });

  it('takes no variable for a secret that may hold the same by chance', () => {
    const text = 'USERNAME=demo-key-1\nDEBUG=true\nPASSWORD=<your key secret>\nPASSPHRASE=short-secret\n';
    for (const value of ['true', '<your key secret>', 'short'])
      assert.deepEqual(held(text, { knownSecret: value }), [['USERNAME', undefined, undefined, 0]]);

    assert.deepEqual(held(text, { knownSecret: 'short-secret' }), [
      ['USERNAME', 'PASSPHRASE', 'short-secret', 0],
    ]);
  });

  it('leaves out no variable that holds the known secret', () => {
    const pair = 'SINCH_KEY_ID=demo-key-1\nSINCH_KEY_SECRET=demo-secret-1\n';
    assert.deepEqual(held(`${pair}COPY=demo-secret-1\n`, { knownSecret }), [
      ['SINCH_KEY_ID', 'SINCH_KEY_SECRET', 'demo-secret-1', 0],
      ['SINCH_KEY_ID', 'COPY', 'demo-secret-1', 0],
    ]);
    assert.deepEqual(held(`${pair}USERNAME=demo-key-1\nPASSWORD=demo-secret-1\n`, { knownSecret }), [
      ['SINCH_KEY_ID', 'SINCH_KEY_SECRET', 'demo-secret-1', 0],
      ['USERNAME', 'PASSWORD', 'demo-secret-1', 2],
    ]);
    assert.deepEqual(held(`${pair}USERNAME=demo-key-1\n`, { knownSecret }), [
      ['SINCH_KEY_ID', 'SINCH_KEY_SECRET', 'demo-secret-1', 0],
      ['USERNAME', 'SINCH_KEY_SECRET', 'demo-secret-1', 2],
    ]);
    assert.deepEqual(
      held('SINCH_KEY_ID=demo-key-1\nSINCH_KEY_SECRET=\nCOPY=demo-secret-1\n', { knownSecret }),
      [
        ['SINCH_KEY_ID', 'SINCH_KEY_SECRET', '', 0],
        ['SINCH_KEY_ID', 'COPY', 'demo-secret-1', 0],
      ],
    );
  });

  it('takes time in proportion to the number of pairs', () => {
    const time = (count: number): number => {
      const prefixes = Array.from({ length: count }, (_, index) => `P${index}_`);
      const text = prefixes
        .map(prefix => `${prefix}SINCH_KEY_ID=demo-key-1\n${prefix}PASS=demo-secret-1\n`)
        .join('');
      const start = process.cpuUsage().user;
      assert.equal(heldPairs(text, id, { knownSecret }).length, 2 * count - 1);
      return (process.cpuUsage().user - start) / 1000;
    };
    time(100);
    assert.ok(
      time(10_000) < 1_500,
      'a hundred times the pairs take far less than ten thousand times the time',
    );
  });

  it('finds an ID and a secret with something behind them that only some programs read as a part', () => {
    const text = `SINCH_KEY_ID=${id}#prod\nSINCH_KEY_SECRET=${knownSecret}#prod\n`;
    assert.deepEqual(heldPairs(text, id, { knownSecret, readers }), [
      { keyIdName: 'SINCH_KEY_ID', keySecretName: 'SINCH_KEY_SECRET', keySecret: knownSecret, line: 0 },
    ]);
    const [reference] = heldPairs(`SINCH_KEY_ID=\${X:-${id}}\nSINCH_KEY_SECRET=a\n`, id, { readers });
    assert.deepEqual([reference?.keyIdName, reference?.keySecretName], ['SINCH_KEY_ID', undefined]);
    assert.deepEqual(heldPairs(`SINCH_KEY_ID=${id}1\n`, id, { readers }), []);
  });

  it('never finds the empty ID', () => {
    assert.deepEqual(heldPairs('SINCH_KEY_ID=\nSINCH_KEY_SECRET=\n', ''), []);
  });

  const names = ['SINCH_KEY_ID', 'SINCH_KEY_SECRET', 'PROD_SINCH_KEY_ID', 'PROD_SINCH_KEY_SECRET', 'COPY'];

  /** A text of which some lines were given the key. */
  const textWithKey = fc
    .tuple(
      envText(names, false),
      fc.array(
        fc.tuple(
          fc.constantFrom('', '# ', 'export '),
          fc.constantFrom(...names),
          fc.constantFrom(id, knownSecret, ''),
        ),
      ),
      envText(names, false),
    )
    .map(([above, lines, below]) => {
      return [above, ...lines.map(([before, name, value]) => `${before}${name}=${value}`), below].join('\n');
    });

  it('tells of any text just what its readers would', () => {
    const property = fc.property(textWithKey, fc.boolean(), (text, isKnown) => {
      const variables = readVariables(text);
      const pairs = heldPairs(text, id, isKnown ? { knownSecret } : {});
      const holding = (value: string): readonly string[] =>
        [...variables].filter(([, each]) => each === value).map(([name]) => name);
      assert.deepEqual(new Set(pairs.map(({ keyIdName }) => keyIdName)), new Set(holding(id)));
      for (const { keyIdName, keySecretName, keySecret, line } of pairs) {
        assert.equal(keySecret, keySecretName === undefined ? undefined : variables.get(keySecretName));
        const last = scan(text).findLast(piece => piece.kind === 'assignment' && piece.key === keyIdName);
        assert.equal(line, last?.line);
      }
      const lines = pairs.map(({ line }) => line);
      assert.deepEqual(
        lines,
        lines.toSorted((a, b) => a - b),
      );
      if (!isKnown || pairs.length === 0) return;
      const found = new Set(pairs.map(({ keySecretName }) => keySecretName));
      assert.deepEqual(
        holding(knownSecret).filter(name => !found.has(name)),
        [],
      );
    });
    fc.assert(property, { numRuns: 1000 });
  });
});
