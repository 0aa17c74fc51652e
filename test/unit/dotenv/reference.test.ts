import assert from 'node:assert/strict';
import { isReference } from '../../../src/dotenv/reference';

describe('isReference', () => {
  const references = [
    ...[
      'op://vault/item/field',
      '"op://vault/item/field"',
      '{{ op://vault/item/field }}',
      "'{{op://v/i/f}}'",
    ],
    ...[
      'pass://vault/item/field',
      'keeper://uid/field/password',
      'ref+vault://secret/sinch#/key',
      'doppler://p/c/X',
    ],
    ...[
      'vault:secret/data/sinch#KEY',
      '{{ vault:sinch }}',
      '@Microsoft.KeyVault(SecretUri=https://x.example)',
    ],
    ...['$(pass show sinch)', '"$(pass show sinch)"', '`pass show sinch`', '"`cat secret`"'],
    ...['$OTHER', '${OTHER}', '"${OTHER}"', '${OTHER:-x}', 'demo-${OTHER}', '${SINCH_KEY_ID}'],
  ];
  for (const value of references) {
    it(`takes ${value} for one`, () => {
      assert.equal(isReference(value), true);
    });
  }

  const others = [
    ...[
      '',
      'demo-secret',
      'op:',
      'vault',
      '{{ key_id }}',
      '<see https://sinch.com>',
      '${VALUE}',
      '${YOUR_KEY}',
    ],
    ...['`text`', '$', '100$', '${}', '#{KEY}#', 'the key, found at https://dashboard.example.com'],
  ];
  for (const value of others) {
    it(`takes '${value}' for none`, () => {
      assert.equal(isReference(value), false);
    });
  }

  it('takes what usually keeps a place for one where the file has such a variable', () => {
    assert.equal(isReference('${VALUE}', new Set(['VALUE'])), true);
    assert.equal(isReference('${VALUE}', new Set(['OTHER'])), false);
  });
});
