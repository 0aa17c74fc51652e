import assert from 'node:assert/strict';
import { randomSecret } from '../../emulator/randomSecret';

const alphabet = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~').sort();

describe('randomSecret', () => {
  it('gives 26 characters, each of the alphabet in each place, and none else', () => {
    const secrets = Array.from({ length: 2000 }, randomSecret);
    assert.equal(new Set(secrets).size, secrets.length);
    for (const place of [0, 25])
      assert.deepEqual([...new Set(secrets.map(secret => secret.charAt(place)))].sort(), alphabet);

    assert.deepEqual([...new Set(secrets.join(''))].sort(), alphabet);
    assert.ok(secrets.every(secret => secret.length === 26));
  });
});
