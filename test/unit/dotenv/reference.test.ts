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
    ...['{{ secret "a" }}', '{{ .Values.x }}', '{{secrets.sinch}}', '{{ vault }}', '{{ vault_key_id }}'],
    ...['{{ pass "p" }}', '{{ key "app/s" }}', "{{ lookup('env', 'KEY') }}", '{{ key | b64dec }}'],
    ...['<%= ENV["X"] %>', '<%= key %>', "<?= getenv('KEY') ?>", '[vault/key]', '<vault/x>', '<secret:x>'],
    ...['{secrets.sinch}', '[ "key" ]', '<pass "p">', '${{ secrets.X }}', 'ssm:/a/b', 'awssm:x', 'akv:x'],
    ...['arn:aws:secretsmanager:eu-west-1:1:secret:put-key-here', 'projects/x/secrets/y/versions/latest'],
    ...['secretref:x', 'keyring:x', '/run/secrets/sinch'],
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
    ...[
      '{{API_KEY}}',
      '<your-key>',
      '<...>',
      '{X}',
      '[your key]',
      "<it's shown once>",
      'encrypted:abc',
      'TODO: key',
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
