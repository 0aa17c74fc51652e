import assert from 'node:assert/strict';
import { findKeyUses } from '../../../src/envFiles/keyUses';
import { fileUri } from '../../fakes/memoryEditor';

describe('findKeyUses', () => {
  const text = 'SINCH_KEY_ID=demo-key\nPASSWORD=other-secret\n';

  it('looks for the pairs of a file when they are asked for, and again only with the secrets of the keys', async () => {
    let looks = 0;
    const hit = { kind: 'env', lines: new Map([['demo-key', [0]]]), text } as const;
    const found = await findKeyUses(
      {
        search: () => Promise.resolve({ found: [{ uri: fileUri('/demo/.env'), hit }], complete: true }),
        configured: () => {
          looks += 1;
          return undefined;
        },
      },
      ['demo-key'],
      { signal: new AbortController().signal },
    );
    assert.equal(looks, 0);
    const [given] = found.usesGiven(new Map([['demo-key', 'other-secret']]));
    assert.deepEqual(
      given?.pairs.map(({ keySecretName }) => keySecretName),
      ['PASSWORD'],
    );
    assert.equal(looks, 1);
    const [use] = found.uses;
    assert.deepEqual(
      use?.pairs.map(({ keySecretName }) => keySecretName),
      [undefined],
    );
    assert.equal(found.uses[0], use);
    assert.equal(looks, 2);
  });
});
