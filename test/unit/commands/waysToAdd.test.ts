import assert from 'node:assert/strict';
import fc from 'fast-check';
import type * as Ways from '../../../src/commands/projects/waysToAdd';
import { pairsInText } from '../../../src/dotenv/pairsInText';
import { foreignNames, type FoundPair, pairsToOffer } from '../../../src/projects/foundPairs';
import { rowsVscode } from '../../fakes/rowsVscode';
import { withModules } from '../package/loadPackaged';

describe('the ways to add a project', () => {
  let waysToAdd: typeof Ways.waysToAdd;
  let pairRow: typeof Ways.pairRow;
  before(async () => {
    ({ waysToAdd, pairRow } = await withModules(
      request => (request === 'vscode' ? rowsVscode : undefined),
      require => require('../../../src/commands/projects/waysToAdd') as typeof Ways,
    ));
  });

  const pair: FoundPair = {
    projectId: 'demo-project',
    keyId: 'demo-key',
    keySecret: 'demo-secret.1',
    where: '.env',
    foreignNames: undefined,
  };
  const labels = (...found: readonly FoundPair[]) => waysToAdd(found).map(({ label }) => label);
  const ownWays = [
    '$(clippy) Paste From Clipboard',
    '$(key) Enter Key ID and Secret',
    '$(symbol-string) Use a Bearer Token',
  ];

  it('are to paste or to type where nothing was found', () => {
    assert.deepEqual(labels(), ownWays);
  });

  it('begin with the pairs found, by file, project and key', () => {
    assert.deepEqual(labels(pair), ['$(file) Use the Key in .env', ...ownWays]);
    assert.equal(pairRow(pair).detail, 'project demo-project · key demo-key');
    assert.equal(pairRow({ ...pair, keySecret: undefined }).description, 'asks for its secret');
  });

  it('offer several projects together', () => {
    assert.ok(!labels(pair, { ...pair, keyId: 'other' }).some(label => label.includes('Several')));
    assert.equal(labels(pair, { ...pair, projectId: 'other' })[2], '$(checklist) Add Several Projects…');
  });

  it('end with foreign names, which say where they are sent', () => {
    const foreign = { ...pair, foreignNames: { keyId: 'KEY_ID', keySecret: 'KEY_SECRET' } };
    assert.deepEqual(labels(foreign), [...ownWays, '$(file) Use the Key in .env']);
    assert.match(pairRow(foreign).detail, /^KEY_ID and KEY_SECRET will be sent to Sinch · project/);
  });

  it('never show a secret', () => {
    const secret = fc.stringMatching(/^[\w.~-]{12,40}$/);
    const id = fc.uuid();
    const names = fc.constantFrom(
      ['SINCH_PROJECT_ID', 'SINCH_KEY_ID', 'SINCH_KEY_SECRET'],
      ['PROJECT_ID', 'KEY_ID', 'KEY_SECRET'],
      ['SINCH_PROJECT_ID', 'X_SINCH_CLIENT_ID', 'X_SINCH_CLIENT_SECRET'],
    );
    fc.assert(
      fc.property(names, id, id, secret, ([project = '', key = '', name = ''], projectId, keyId, value) => {
        const text = `${project}=${projectId}\n${key}=${keyId}\n${name}=${value}\n`;
        const found = pairsInText(text).map(each => ({
          ...each,
          where: '.env',
          foreignNames: foreignNames(each.names),
        }));
        const shown = waysToAdd(pairsToOffer(found)).map(
          ({ label, description, detail }) => `${label} ${description ?? ''} ${detail ?? ''}`,
        );
        assert.ok(shown.join().includes(keyId) && !shown.join().includes(value));
      }),
    );
  });
});
