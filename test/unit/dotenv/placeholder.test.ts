import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isPlaceholder } from '../../../src/dotenv/placeholder';

const placeholders = [
  ...[
    '',
    '  ',
    '<Your Sinch Key ID>',
    '<key>',
    'Your Sinch Key ID',
    'your_key_id',
    'your-key',
    'YOUR_KEY_SECRET',
  ],
  ...[
    'yourKeyId',
    'yourkeyid',
    'YOURKEY',
    'xxx',
    'XXXXXXXX',
    'xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx',
    'changeme',
  ],
  ...[
    'change_me',
    'CHANGE-ME',
    'replace me',
    'please change me',
    'TODO',
    'tbd',
    'placeholder',
    '...',
    '\u2026',
    '****',
  ],
  ...[
    '{{ key_id }}',
    '[your key]',
    'insert your key here',
    'PUT_YOUR_KEY_HERE',
    'enter-key-here',
    'add your key',
  ],
  ...['00000000-0000-0000-0000-000000000000', 'set_me', 'paste here'],
];

const values = [
  ...[
    'abc',
    '6f1c2a34-0b5d-4e8f-9a7b-1c2d3e4f5a6b',
    'demo-project',
    'youre',
    'yours-truly',
    'yourself',
    'xx',
    'a<b>',
  ],
  ...[
    '$KEY',
    '${KEY}',
    'op://vault/item/field',
    'changed',
    'putative',
    'there',
    'insertion',
    'settle',
    '0',
    'x.y.z',
  ],
];

describe('isPlaceholder', () => {
  for (const value of placeholders) {
    it(`takes '${value}' for one`, () => {
      assert.equal(isPlaceholder(value), true);
    });
  }

  for (const value of values) {
    it(`takes '${value}' for a value`, () => {
      assert.equal(isPlaceholder(value), false);
    });
  }

  it('takes no ID for one', () => {
    const isValue = (id: string): boolean =>
      id === '00000000-0000-0000-0000-000000000000' || !isPlaceholder(id);
    fc.assert(fc.property(fc.uuid(), isValue));
  });
});
