import assert from 'node:assert/strict';
import type { Known } from '../../../src/editor/known';
import { clock, knowing, knownPairsIn, loadEditor, now, pairsIn, staging } from './support/loadEditor';

const pair = 'SINCH_PROJECT_ID=demo-project\nSINCH_KEY_ID=key-1\nSINCH_KEY_SECRET=secret-of-key-1\n';
const empty = 'SINCH_PROJECT_ID=\nSINCH_KEY_ID=\nSINCH_KEY_SECRET=\n';

describe('lenses', () => {
  let lensesOf: Awaited<ReturnType<typeof loadEditor>>['lensesOf'];
  before(async () => {
    ({ lensesOf } = await loadEditor());
  });

  /** What stands above the first pair, as it is read. */
  function line(text: string, known: Known = knowing()): string {
    const [lens] = lensesOf(knownPairsIn(text, known), 'file:///app/.env', clock);
    return [lens?.title, ...(lens?.actions ?? []).map(({ title }) => title)].join(' | ');
  }

  it('say whose key it is, how old it is and of which project', () => {
    assert.equal(line(pair), 'staging · 3 months old · Demo | Verify | Rotate | Show in Sidebar');
  });

  it('say what is only remembered', () => {
    const known = knowing({ keys: [{ ...staging, state: 'remembered' }] });
    assert.match(line(pair, known), /^staging · 3 months old · Demo · last known \|/);
  });

  it('say the ID where no more is known, and offer to add a project that is not in the list', () => {
    const known = knowing({ keys: [] });
    assert.equal(line(pair, known), 'Access key key-1 · Demo | Verify | Rotate | Show in Sidebar');
    const other = pair.replace('demo-project', 'other-project');
    assert.equal(line(other, known), 'Access key key-1 · other-project | Verify | Add This Project');
  });

  it('name the pair that a project is to be added with', () => {
    const other = pair.replaceAll('SINCH_', 'MAIL_SINCH_').replace('demo-project', 'other-project');
    const lenses = lensesOf(
      knownPairsIn(`${pair}${other}`, knowing({ keys: [] })),
      'file:///app/.env',
      clock,
    );
    const adds = lenses.flatMap(({ actions }) => actions.filter(({ title }) => title === 'Add This Project'));
    assert.deepEqual(
      adds.map(({ command, argument }) => [command, argument]),
      [['sinchAccessKeys.addProject', { uri: 'file:///app/.env', variable: 'MAIL_SINCH_KEY_ID' }]],
    );
  });

  it('offer nothing to verify or rotate of a key that was deleted, but to insert another', () => {
    const known = knowing({ keys: [{ ...staging, state: 'deleted' }] });
    assert.match(line(pair, known), /^staging · deleted · Demo \| Insert Access Key… \|/);
    assert.doesNotMatch(line(pair, known), /Rotate/);
  });

  it('say that a key is retiring, and which one replaces it', () => {
    const known = knowing({ retiring: () => ({ newName: 'staging 2', newKeyId: 'key-2', since: now }) });
    assert.match(line(pair, known), /^staging · retiring · replaced by “staging 2” · Demo/);
    assert.doesNotMatch(line(pair, known), /Rotate/);
  });

  it('say what Sinch said to this very pair, until the file has another', () => {
    const [checked] = pairsIn(pair);
    const known = knowing({
      verification: print => (print === checked?.fingerprint ? { verdict: 'works', at: now } : undefined),
    });
    assert.match(line(pair, known), /^staging · 3 months old · Demo · works \(verified at .+\) \|/);
    assert.doesNotMatch(line(pair.replace('secret-of', 'other'), known), /works/);
  });

  it('offer to insert a key where there is none, and the pending secrets that fit', () => {
    const pending = [
      { projectId: 'demo-project', accessKeyId: 'key-2', displayName: 'new key' },
      { projectId: 'other-project', accessKeyId: 'key-3', displayName: 'other key' },
    ];
    assert.equal(line(empty), 'No access key yet | Insert Access Key…');
    const ours = empty.replace('PROJECT_ID=', 'PROJECT_ID=demo-project');
    assert.equal(
      line(ours, knowing({ pending })),
      'No access key yet | Insert “new key” | Insert Access Key…',
    );
    assert.doesNotMatch(line(pair, knowing({ pending })), /Insert/);
  });

  it('offer nothing for a secret that is kept elsewhere, and can’t verify it', () => {
    const kept = pair.replace('secret-of-key-1', 'op://vault/item');
    assert.equal(line(kept), 'staging · 3 months old · Demo | Rotate | Show in Sidebar');
  });

  it('are not there for names of other services, unless the key is known', () => {
    const text = 'PROJECT_ID=x\nKEY_ID=unknown\nKEY_SECRET=secret-of-others\n';
    assert.equal(line(text), '');
    assert.match(line(text.replace('unknown', 'key-1')), /^staging/);
  });

  it('show names of others as text', () => {
    const known = knowing({ keys: [{ ...staging, displayName: '$(trash) a\nb' }] });
    assert.ok(line(pair, known).startsWith('$\u2060(trash) a b · '));
  });

  it('call commands that read the file again, or know the row', () => {
    const [lens] = lensesOf(knownPairsIn(pair), 'file:///app/.env', clock);
    assert.deepEqual(
      lens?.actions.map(({ command, argument }) => [command, argument]),
      [
        ['sinchAccessKeys.verifyKey', { uri: 'file:///app/.env', variable: 'SINCH_KEY_ID' }],
        ['sinchAccessKeys.rotateKey', { kind: 'key', projectId: 'demo-project', accessKeyId: 'key-1' }],
        ['sinchAccessKeys.showKey', { kind: 'key', projectId: 'demo-project', accessKeyId: 'key-1' }],
      ],
    );
  });
});
