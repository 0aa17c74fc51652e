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
  ...[
    'sk_xxxx',
    'sk-live-xxxxxxxxxxxx',
    'ACxxxxxxxxxxxxxxxx',
    'key_xxxx-xxxx',
    'sk_live_...',
    'abc\u2026',
    '???',
  ],
  ...['__SINCH_KEY_ID__', '__key_id__', '{KEY_ID}', '{ key id }', '#{KEY_ID}#', '#{key.id}'],
  ...['${VALUE}', '$VALUE', '${SOME_VALUE}', '${YOUR_KEY}', '${CHANGE_ME}', '${PLACEHOLDER}', '${XXXX}'],
  ...[
    'change-this-in-production',
    'changeme_please',
    'CHANGE_THIS_SECRET',
    'replace-with-real-key',
    'replacethis-now',
  ],
  ...['putyourkeyhere', 'put-the-key-id-here', 'generate-a-secret', 'generate_me', 'please_add_your_key'],
  ...['to-be-replaced', 'MUST_BE_CHANGED', 'add_secret_key', 'fill-this-in'],
  ...[
    '{{API_KEY}}',
    '<your-key>',
    '{X}',
    '<...>',
    '{{ ... }}',
    "<it's shown once>",
    '<see https://sinch.com>',
  ],
  ...['REDACTED', '***redacted***', '[REDACTED]', 'N/A', 'n/a', 'null', 'None', 'nil', 'undefined'],
  ...[
    'access-key-secret found at access-key creation time',
    'see the dashboard of Sinch',
    'the secret (shown once), from https://dashboard.example.com/keys?x=1',
    "it's in the vault",
    '\u043A\u043B\u044E\u0447 \u0438\u0437 \u043A\u0430\u0431\u0438\u043D\u0435\u0442\u0430',
  ],
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
  ...['secret', 'password', 'test', 'key', 'value', 'enter', 'set', '12345', '123456789', '0000', 'abc123'],
  ...[
    '${OTHER}',
    '$(pass show sinch)',
    '{{ op://vault/item/field }}',
    '{"a":1}',
    '%KEY%',
    'nullable',
    'noneed',
  ],
  ...['{{ secret "a" }}', '{{ .Values.x }}', '{{secrets.sinch}}', '{{ vault }}', '{{ vault_key_id }}'],
  ...['{{ pass "p" }}', '{{ key "app/s" }}', "{{ lookup('env', 'KEY') }}", '{{ key | b64dec }}'],
  ...['<%= ENV["X"] %>', '<%= key %>', "<?= getenv('KEY') ?>", '[vault/key]', '<vault/x>', '<secret:x>'],
  ...['{secrets.sinch}', '[ "key" ]', '<pass "p">', '${{ secrets.X }}', 'ssm:/a/b', 'awssm:x', 'akv:x'],
  ...['arn:aws:secretsmanager:eu-west-1:1:secret:put-key-here', 'projects/x/secrets/y/versions/latest'],
  ...['secretref:x', 'keyring:x', '/run/secrets/sinch'],
  ...['two words', 'one 2 three', 'abcdefghijklmnopqrstuvwxyz...', '__aB1__', 'addition', 'changes-made'],
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

  const ownNames: readonly (readonly [name: string, value: string])[] = [
    ['SINCH_PROJECT_ID', 'PROJECT_ID'],
    ['SINCH_KEY_ID', 'SINCH_KEY_ID'],
    ['SINCH_KEY_SECRET', 'key-secret'],
    ['SINCH_KEY_SECRET', 'Key Secret'],
    ['PROD_SINCH_KEY_ID', 'sinchKeyId'],
    ['SINCH_ACCESS_KEY_ID', 'access_key.id'],
    ['SINCH_API2_KEY', 'API2_KEY'],
  ];
  for (const [name, value] of ownNames) {
    it(`takes '${value}' for one where it is the value of ${name}`, () => {
      assert.equal(isPlaceholder(value, name), true);
      assert.equal(isPlaceholder(value), false);
    });
  }

  const otherNames: readonly (readonly [name: string, value: string])[] = [
    ['SINCH_KEY_ID', 'ID'],
    ['SINCH_KEY_SECRET', 'secret'],
    ['PASSWORD', 'PASSWORD'],
    ['SINCH_KEY_ID', 'KEY_SECRET'],
    ['SINCH_KEY_ID', 'SINCH_KEY'],
    ['KEY_ID', 'SINCH_KEY_ID'],
    ['MONKEY_ID', 'KEY_ID'],
    ['SINCH_KEY_ID', '${SINCH_KEY_ID}'],
  ];
  for (const [name, value] of otherNames) {
    it(`takes '${value}' for a value where it is that of ${name}`, () => {
      assert.equal(isPlaceholder(value, name), false);
    });
  }

  it('takes nothing for one that looks like a real ID or secret', () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9~._-]{24,64}$/);
    const hexadecimal = fc.stringMatching(/^[0-9a-f]{24,64}$/);
    const real = fc.noBias(fc.oneof(fc.uuid(), secret, hexadecimal));
    const name = fc.constantFrom(undefined, 'SINCH_KEY_SECRET', 'PROJECT_ID', '');
    const isValue = (value: string, of: string | undefined): boolean => !isPlaceholder(value, of);
    fc.assert(fc.property(real, name, isValue), { numRuns: 5000 });
  });

  const runs = ['{{', '{{ ', '{{.', '<', '< .', "<'", '[ ', '/secret', 'a.', '`a ', '$('];
  const hostile = [
    ...['a'.repeat(100_000), 'a '.repeat(50_000), '_'.repeat(100_000), `${'a-'.repeat(50_000)}1`],
    ...runs.map(run => run.repeat(50_000)),
    `<${'.'.repeat(100_000)}>`,
    `<${' '.repeat(100_000)}>`,
    `{{${'.'.repeat(100_000)}}}`,
  ];
  for (const value of hostile) {
    it(`takes little time for ${String(value.length)} characters such as '${value.slice(0, 4)}'`, () => {
      const start = process.cpuUsage().user;
      isPlaceholder(`${value}\0`, value);
      assert.ok((process.cpuUsage().user - start) / 1000 < 500);
    });
  }
});
