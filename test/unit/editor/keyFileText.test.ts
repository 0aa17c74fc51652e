import assert from 'node:assert/strict';
import { pairsIn } from './support/loadEditor';

describe('readKeyFile', () => {
  const pair = 'SINCH_PROJECT_ID=demo-project\nSINCH_KEY_ID=key-1\nSINCH_KEY_SECRET=secret-of-key-1\n';

  it('finds a pair with its names, values and places, and keeps its secret to itself', () => {
    const text = `PORT=1\n${pair}`;
    const [found, ...others] = pairsIn(text);
    assert.ok(found);
    assert.deepEqual(others, []);
    assert.equal(found.line, 1);
    const { projectId, keyId, keySecret } = found;
    assert.deepEqual([projectId?.value, keyId?.value], ['demo-project', 'key-1']);
    for (const part of [projectId, keyId, keySecret]) {
      assert.ok(part);
      assert.equal(text.slice(part.nameSpan.start, part.nameSpan.end), part.name);
      assert.equal(part.state, 'value');
    }
    assert.equal(keySecret?.line, 3);
    assert.ok(!JSON.stringify(found).includes('secret-of-key-1'));
    assert.deepEqual(found.values(), {
      projectId: 'demo-project',
      keyId: 'key-1',
      keySecret: 'secret-of-key-1',
    });
  });

  it('tells a pair by a fingerprint that another secret changes', () => {
    const [one] = pairsIn(pair);
    const [same] = pairsIn(`# A comment\n${pair}`);
    const [other] = pairsIn(pair.replace('secret-of', 'another'));
    assert.equal(one?.fingerprint, same?.fingerprint);
    assert.notEqual(one?.fingerprint, other?.fingerprint);
  });

  it('says what is blank, a placeholder, or kept elsewhere', () => {
    for (const elsewhere of ['op://vault/item', 'encrypted:BD0x', '$(pass sinch)']) {
      const [found] = pairsIn(`SINCH_PROJECT_ID=\nSINCH_KEY_ID=your-key-id\nSINCH_KEY_SECRET=${elsewhere}\n`);
      const states = [found?.projectId, found?.keyId, found?.keySecret].map(part => part?.state);
      assert.deepEqual(states, ['blank', 'blank', 'reference']);
      assert.equal(found?.fingerprint, undefined);
    }
  });

  it('takes the last assignment of a name, and the others as overridden', () => {
    const [found] = pairsIn(`SINCH_KEY_SECRET=old-secret-of-key\n${pair}`);
    assert.deepEqual(
      found?.overridden.map(({ name, line }) => [name, line]),
      [['SINCH_KEY_SECRET', 0]],
    );
    assert.equal(found.keySecret?.line, 3);
  });

  it('finds pairs under prefixes and the names of others, and doubts names that other services use', () => {
    const text = [
      ...['PROD_SINCH_KEY_ID=a', 'PROD_SINCH_KEY_SECRET=b', 'CONVERSATION_KEY_ID=c'],
      ...['CONVERSATION_KEY_SECRET=d', 'PROJECT_ID=e', 'KEY_ID=f', 'KEY_SECRET=g'],
    ].join('\n');
    const found = pairsIn(text).map(({ keyId, isDoubtful }) => [keyId?.name, isDoubtful]);
    assert.deepEqual(found, [
      ['PROD_SINCH_KEY_ID', false],
      ['CONVERSATION_KEY_ID', false],
      ['KEY_ID', true],
    ]);
  });

  it('finds a known key under any name', () => {
    const text = 'MAILER_KEY_ID=key-1\nMAILER_KEY_SECRET=secret-of-key-1\nOTHER_ID=unknown\n';
    const found = pairsIn(text).map(({ keyId, keySecret }) => [keyId?.name, keySecret?.name]);
    assert.deepEqual(found, [['MAILER_KEY_ID', 'MAILER_KEY_SECRET']]);
  });

  it('stands above the lines of a pair that follow one another', () => {
    const apart =
      'SINCH_PROJECT_ID=demo-project\n\n# The key\nSINCH_KEY_SECRET=secret-of-key-1\nSINCH_KEY_ID=key-1\n';
    assert.equal(pairsIn(apart)[0]?.line, 3);
  });

  it('gives no ID away that is a secret', () => {
    const text = `${pair}PROD_SINCH_KEY_ID=secret-of-key-1\nPROD_SINCH_KEY_SECRET=key-2\n`;
    assert.ok(!JSON.stringify(pairsIn(text)).includes('secret-of-key-1'));
  });

  it('finds nothing in a text without keys', () => {
    assert.deepEqual(pairsIn('PORT=1\n# SINCH_KEY_ID=key-1\nAWS_ACCESS_KEY_ID=x\n'), []);
  });
});
