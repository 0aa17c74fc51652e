import assert from 'node:assert/strict';
import { hazards } from '../../../src/dotenv/hazards';

const names = ['SINCH_KEY_ID', 'SINCH_KEY_SECRET'];

describe('hazards', () => {
  const found: readonly (readonly [text: string, code: string, line: number])[] = [
    ['A=1\nB=\0\n', 'binary', 1],
    ['A=1\n<<<<<<< HEAD\nB=1\n=======\nB=2\n>>>>>>> theirs\n', 'conflictMarkers', 1],
    ['A=1\r\n>>>>>>> theirs\r\n', 'conflictMarkers', 1],
    ['A=1\n|||||||\n', 'conflictMarkers', 1],
    ['DOTENV_PUBLIC_KEY="03"\nA=1\nB="encrypted:BD0"\n', 'encrypted', 2],
    ['DOTENV_PUBLIC_KEY_PRODUCTION="03"\nB=encrypted:BD0\n', 'encrypted', 1],
    ['A=1\nSINCH_KEY_ID=encrypted:BD0\n', 'encrypted', 1],
  ];
  for (const [text, code, line] of found) {
    it(`sees ${code} in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(hazards(text, names), [{ code, line }]);
    });
  }

  const harmless = [
    '',
    'A=1\r\nB="2" # it\'s "fine\r\n',
    '# =======\n=======\n',
    'A="<<<<<<< HEAD"\n  <<<<<<< HEAD\n<<<<<<<x\n',
    'DOTENV_PUBLIC_KEY="03"\nA=1\n',
    'A=encrypted:BD0\n',
    'A=\u00A0"closed"\nB=c="d\nC="e=\'f"\n',
    'A=op://vault/item/field\n',
    'A=C:\\dir\\\nB="C:\\dir"\nC="\\ "\nD=""\n',
    "echo \"closed\" 'too' # don't\n",
  ];
  for (const text of harmless) {
    it(`sees nothing in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(hazards(text, names), []);
    });
  }

  it('looks no further into a file that is encrypted as a whole', () => {
    const text = '\0GITCRYPT\0\n<<<<<<< HEAD\nA="open\n';
    assert.deepEqual(hazards(text, ['VITE_KEY']), [{ code: 'fileOfTool', tool: 'git-crypt' }]);
  });

  it('sees a reference to a secret at a name to be written', () => {
    const text = 'A=1\nSINCH_KEY_SECRET="op://vault/item/field"\n';
    assert.deepEqual(hazards(text, names), [{ code: 'secretReference', name: 'SINCH_KEY_SECRET', line: 1 }]);
  });

  it('sees a reference only where it is the one that counts', () => {
    const reference = 'SINCH_KEY_SECRET=op://vault/item/field\n';
    const placeholder = 'SINCH_KEY_SECRET=<your secret>\n';
    assert.deepEqual(hazards(reference + placeholder, names), []);
    assert.deepEqual(hazards(placeholder + reference + reference, names), [
      { code: 'secretReference', name: 'SINCH_KEY_SECRET', line: 2 },
    ]);
  });

  it('sees a reference of any kind, and none in what keeps a place', () => {
    const last = (value: string): readonly string[] =>
      hazards(`OTHER=x\nSINCH_KEY_SECRET=${value}\n`, names).map(({ code }) => code);
    for (const value of [
      '"{{ op://v/i/s }}"',
      'pass://v/i/f',
      "'$(pass show sinch)'",
      '`pass show sinch`',
      '$OTHER',
    ])
      assert.deepEqual(last(value), ['secretReference'], value);
    for (const value of ['${VALUE}', '{{ secret }}', '<see https://sinch.com>', '`text`', 'demo-secret'])
      assert.deepEqual(last(value), [], value);
    assert.equal(hazards('VALUE=x\nSINCH_KEY_SECRET=${VALUE}\n', names)[0]?.code, 'secretReference');
  });

  it('sees a name that browsers or apps get to see', () => {
    const prefixes = [
      ...['VITE_', 'NEXT_PUBLIC_', 'REACT_APP_', 'EXPO_PUBLIC_', 'PUBLIC_', 'NUXT_PUBLIC_', 'VUE_APP_'],
      ...['GATSBY_', 'STORYBOOK_', 'NG_APP_', 'SNOWPACK_PUBLIC_', 'PLASMO_PUBLIC_', 'NX_PUBLIC_'],
      ...['MIX_', 'SANITY_STUDIO_', 'GRIDSOME_', 'RAZZLE_', 'NUXT_ENV_', 'REDWOOD_ENV_', 'PREACT_APP_'],
      ...['TARO_APP_', 'WXT_', 'FRESH_PUBLIC_', 'MAIN_VITE_', 'PRELOAD_VITE_', 'RENDERER_VITE_'],
    ];
    for (const prefix of prefixes) {
      const name = `${prefix}SINCH_KEY_SECRET`;
      assert.deepEqual(hazards('', [name]), [{ code: 'browserExposed', name, prefix }]);
    }
    assert.deepEqual(hazards('', ['MY_VITE_KEY', 'PUBLICATION']), []);
  });

  it('counts bytes, not characters, up to 1 MiB', () => {
    const most = 1024 * 1024;
    assert.deepEqual(hazards('#'.repeat(most), names), []);
    assert.deepEqual(hazards('#'.repeat(most + 1), names), [{ code: 'tooBig', line: 0 }]);
    assert.deepEqual(hazards(`#${'é'.repeat(most / 2)}`, names), [{ code: 'tooBig', line: 0 }]);
    assert.deepEqual(hazards(`#${'é'.repeat(most / 2 - 1)}`, names), []);
  });

  it('names everything it sees', () => {
    const codes = hazards('A="x\n<<<<<<< HEAD\nSINCH_KEY_ID=op://a/b\n', names).map(({ code }) => code);
    assert.deepEqual(codes.sort(), ['conflictMarkers', 'secretReference']);
  });
});
