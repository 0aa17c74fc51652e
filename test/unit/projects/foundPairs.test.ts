import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import {
  foreignNames,
  type FoundPair,
  pairInCopy,
  pairInJson,
  pairsToOffer,
} from '../../../src/projects/foundPairs';
import { cliPair, environmentPairs } from '../../../src/projects/machinePairs';

const pair = { projectId: 'demo-project', keyId: 'demo-key', keySecret: 'demo-secret.1' };
const { keySecret, ...withoutSecret } = pair;
const found = (over: Partial<FoundPair> = {}): FoundPair => ({
  ...pair,
  where: '.env',
  foreignNames: undefined,
  ...over,
});

describe('pairInCopy', () => {
  const copies: Readonly<Record<string, string>> = {
    'three lines': 'demo-project\ndemo-key\ndemo-secret.1',
    'three lines with spaces, empty ones and Windows line breaks':
      '  demo-project \r\n\r\n demo-key\r\ndemo-secret.1\r\n',
    'lines of a .env file':
      '# Sinch\nSINCH_PROJECT_ID=demo-project\nexport SINCH_KEY_ID="demo-key"\nSINCH_KEY_SECRET=demo-secret.1\n',
    JSON: JSON.stringify({ ...pair, more: 1 }, undefined, 2),
  };
  for (const [shape, text] of Object.entries(copies)) {
    it(`takes ${shape}`, () => {
      assert.deepEqual(pairInCopy(text), pair);
    });
  }

  it('takes a pair without a secret where names say what is what', () => {
    const expected = { ...withoutSecret, keySecret: undefined };
    assert.deepEqual(pairInCopy(JSON.stringify(withoutSecret)), expected);
    assert.deepEqual(pairInCopy('SINCH_PROJECT_ID=demo-project\nSINCH_KEY_ID=demo-key'), expected);
  });

  for (const [what, text] of [
    ['nothing', ''],
    ['two lines', 'demo-project\ndemo-key'],
    ['four lines', 'a\nb\nc\nd'],
    ['prose', 'This is\nnot a key\nat all'],
    ['other JSON', '{"projectId":1}'],
    ['a path for an ID', 'a/b\nkey\nsecret'],
    ['a letter no secret has', 'project\nkey\ns\u00e9cret'],
    ['assignments that lack one', 'SINCH_KEY_ID=k\nSINCH_KEY_SECRET=s\nPORT=3000'],
    ['an ID where the secret belongs', 'demo-secret.1\nkey\n5d3f0c8e-0a7b-4c1e-9f42-7b1d2c3e4a01'],
    ['a very long text', `${'x'.repeat(100_000)}\nkey\nsecret`],
  ] as const) {
    it(`takes ${what} for no pair`, () => {
      assert.equal(pairInCopy(text), undefined);
    });
  }

  it('never fails, and gives no ID or secret that can’t be one', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), text => {
        const read = pairInCopy(text);
        for (const value of read ? [read.projectId, read.keyId, read.keySecret ?? 'x'] : [])
          assert.doesNotMatch(value, /\s|^$/);
      }),
    );
  });
});

describe('pairsToOffer', () => {
  it('offers a pair once, where it was first found', () => {
    const other = found({ where: '.env.local' });
    assert.deepEqual(pairsToOffer([found(), other]), [found()]);
  });

  it('offers a pair with its secret rather than without', () => {
    const bare = found({ keySecret: undefined, where: 'config.json' });
    assert.deepEqual(pairsToOffer([bare, found()]), [found()]);
  });

  it('offers two secrets of one key apart', () => {
    assert.equal(pairsToOffer([found(), found({ keySecret: 'another' })]).length, 2);
  });

  it('puts pairs without a secret behind others, and foreign names last', () => {
    const foreign = found({ keyId: 'f', foreignNames: { keyId: 'KEY_ID', keySecret: 'KEY_SECRET' } });
    const bare = found({ keyId: 'b', keySecret: undefined });
    assert.deepEqual(pairsToOffer([foreign, bare, found()]), [found(), bare, foreign]);
  });

  it('leaves out what can’t be an ID, and a secret that can’t be one', () => {
    assert.deepEqual(pairsToOffer([found({ keyId: 'a/b' }), found({ projectId: '..' })]), []);
    assert.deepEqual(pairsToOffer([found({ keySecret: 'two words' })]), [found({ keySecret: undefined })]);
  });

  it('ends a list that a repository made endless', () => {
    const many = Array.from({ length: 1000 }, (_, index) => found({ keyId: `key-${index}` }));
    assert.equal(pairsToOffer(many).length, 30);
  });
});

describe('foreignNames', () => {
  it('are those of which one doesn’t say Sinch', () => {
    const names = (keyId: string, keySecret: string) => ({ projectId: 'PROJECT_ID', keyId, keySecret });
    assert.equal(foreignNames(names('A_SINCH_KEY_ID', 'A_SINCH_KEY_SECRET')), undefined);
    assert.deepEqual(foreignNames(names('KEY_ID', 'KEY_SECRET')), {
      keyId: 'KEY_ID',
      keySecret: 'KEY_SECRET',
    });
    assert.ok(foreignNames(names('SINCH_KEY_ID', 'AWS_SECRET')));
  });
});

describe('the pairs of a machine', () => {
  let home: string;
  before(async () => {
    home = await mkdtemp(path.join(os.tmpdir(), 'access-keys-home-'));
    await mkdir(path.join(home, '.sinch'));
  });
  after(() => rm(home, { recursive: true }));
  const configure = (text: string) => writeFile(path.join(home, '.sinch', 'config.json'), text);

  it('are in the environment', () => {
    const variables = {
      SINCH_PROJECT_ID: 'demo-project',
      SINCH_KEY_ID: 'demo-key',
      SINCH_KEY_SECRET: 'demo-secret.1',
      PATH: undefined,
    };
    const [first] = environmentPairs({ variables, home });
    assert.equal(first?.keySecret, keySecret);
  });

  it('are in the CLI’s configuration', async () => {
    assert.equal(await cliPair({ variables: {}, home: path.join(home, 'nobody') }), undefined);
    await configure('no JSON');
    assert.equal(await cliPair({ variables: {}, home }), undefined);
    await configure(JSON.stringify({ ...withoutSecret, region: 'eu' }));
    assert.deepEqual(await cliPair({ variables: {}, home }), { ...withoutSecret, keySecret: undefined });
    await configure(JSON.stringify({ ...withoutSecret, more: 'x'.repeat(70_000) }));
    assert.equal(await cliPair({ variables: {}, home }), undefined);
  });

  it('are no JSON of another shape', () => {
    assert.equal(pairInJson('[]'), undefined);
    assert.equal(pairInJson('{"projectId":"p"}'), undefined);
  });
});
