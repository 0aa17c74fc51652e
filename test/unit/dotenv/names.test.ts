import assert from 'node:assert/strict';
import { namesFor, type NamesOptions } from '../../../src/dotenv/names';

const sinch = ['SINCH_PROJECT_ID', 'SINCH_KEY_ID', 'SINCH_KEY_SECRET'];
const generic = ['PROJECT_ID', 'KEY_ID', 'KEY_SECRET'];
const functions = ['PROJECT_ID', 'PROJECT_ID_API_KEY', 'PROJECT_ID_API_SECRET'];

function candidates(text: string, options?: NamesOptions): readonly (readonly string[])[] {
  return namesFor(text, options).map(names => [names.projectId, names.keyId, names.keySecret]);
}

describe('namesFor', () => {
  it('falls back to the names of the SDKs', () => {
    assert.deepEqual(namesFor(''), [
      {
        projectId: 'SINCH_PROJECT_ID',
        keyId: 'SINCH_KEY_ID',
        keySecret: 'SINCH_KEY_SECRET',
        kind: 'sinch',
        prefix: '',
        presence: 'absent',
        secretStaysBlank: false,
      },
    ]);
  });

  const known: readonly (readonly [text: string, ...expected: (readonly string[])[]])[] = [
    ['SINCH_KEY_ID=a\n', sinch],
    ['# SINCH_PROJECT_ID=\n', sinch],
    ['PROJECT_ID=a\nKEY_ID=b\nKEY_SECRET=c\n', generic, sinch],
    ['#PROJECT_ID=a\n#KEY_ID=b\n#KEY_SECRET=c\n', generic, sinch],
    ['SINCH_REGION=eu\nKEY_ID=b\nKEY_SECRET=c\n', generic, sinch],
    [
      'CONVERSATION_KEY_ID=b\n',
      ['CONVERSATION_PROJECT_ID', 'CONVERSATION_KEY_ID', 'CONVERSATION_KEY_SECRET'],
      sinch,
    ],
    ['PROJECT_ID=a\nPROJECT_ID_API_KEY=b\nPROJECT_ID_API_SECRET=\n', functions, sinch],
    [
      'SINCH_ACCESS_KEY_ID=b\n',
      ['SINCH_PROJECT_ID', 'SINCH_ACCESS_KEY_ID', 'SINCH_ACCESS_KEY_SECRET'],
      sinch,
    ],
    ['SINCH_ACCESS_SECRET=b\n', ['SINCH_PROJECT_ID', 'SINCH_ACCESS_KEY', 'SINCH_ACCESS_SECRET'], sinch],
    [
      'SINCH_PROJECT_ID=a\nSINCH_CLIENT_ID=b\nSINCH_CLIENT_SECRET=c\n',
      ['SINCH_PROJECT_ID', 'SINCH_CLIENT_ID', 'SINCH_CLIENT_SECRET'],
      sinch,
    ],
    [
      'SINCH_API_KEY=a\nSINCH_API_SECRET=b\n',
      ['SINCH_PROJECT_ID', 'SINCH_API_KEY', 'SINCH_API_SECRET'],
      sinch,
    ],
    [
      'sinch_key_id=a\nsinch_key_secret=b\nSINCH_API_KEY=\n',
      ['SINCH_PROJECT_ID', 'SINCH_API_KEY', 'SINCH_API_SECRET'],
      sinch,
    ],
    [
      'SINCH_ACCESS_KEY=b\nSINCH_ACCESS_KEY_SECRET=c\n',
      ['SINCH_PROJECT_ID', 'SINCH_ACCESS_KEY', 'SINCH_ACCESS_KEY_SECRET'],
      sinch,
    ],
  ];
  for (const [text, ...expected] of known) {
    it(`finds the names in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(candidates(text), expected);
    });
  }

  const foreign = [
    'PROJECT_ID=some-cloud\nGOOGLE_APPLICATION_CREDENTIALS=x\n',
    'KEY_ID=a\nKEY_SECRET=b\n',
    'PROJECT_ID=a\nKEY_ID=b\n',
    'RAZORPAY_KEY_ID=a\nRAZORPAY_KEY_SECRET=b\nPROJECT_ID=c\n',
    'AWS_ACCESS_KEY_ID=a\n',
    'SINCH_API_TOKEN=a\nSINCH_APP_KEY=b\nSINCH_APP_SECRET=c\nSINCH_APPLICATION_KEY=d\nSINCH_SERVICE_PLAN_ID=e\n',
    'VITE_SINCH_KEY_ID=a\nNEXT_PUBLIC_SINCH_PROJECT_ID=b\n',
    'PEM="\nPROD_SINCH_KEY_ID=a\n"\n',
    'my-app_SINCH_KEY_ID=a\nA.B_SINCH_KEY_SECRET=b\n1_SINCH_KEY_ID=c\n',
  ];
  for (const text of foreign) {
    it(`takes nothing from ${JSON.stringify(text)}`, () => {
      assert.deepEqual(candidates(text), [sinch]);
    });
  }

  it('offers each prefix by itself', () => {
    const text =
      'PROD_SINCH_PROJECT_ID=a\nPROD_SINCH_KEY_ID=b\nPROD_SINCH_KEY_SECRET=c\n# STAGING_SINCH_KEY_ID=\n';
    assert.deepEqual(
      namesFor(text).map(({ prefix, keyId, presence }) => [prefix, keyId, presence]),
      [
        ['PROD_', 'PROD_SINCH_KEY_ID', 'active'],
        ['STAGING_', 'STAGING_SINCH_KEY_ID', 'commented'],
        ['', 'SINCH_KEY_ID', 'absent'],
      ],
    );
    assert.deepEqual(candidates('EU_SINCH_ACCESS_KEY=a\n'), [
      ['EU_SINCH_PROJECT_ID', 'EU_SINCH_ACCESS_KEY', 'EU_SINCH_ACCESS_SECRET'],
      sinch,
    ]);
  });

  it('puts variables before commented lines, and the pair before the project', () => {
    const active = '# SINCH_KEY_ID=\nCONVERSATION_KEY_ID=a\n';
    assert.equal(namesFor(active)[0]?.kind, 'conversation');
    assert.equal(namesFor('SINCH_KEY_ID=a\n# SINCH_KEY_ID=b\n')[0]?.presence, 'active');
    const more = namesFor('A_SINCH_KEY_ID=a\nB_SINCH_KEY_ID=b\nB_SINCH_PROJECT_ID=c\n');
    assert.deepEqual(
      more.map(({ prefix }) => prefix),
      ['B_', 'A_', ''],
    );
    const projectOnly = 'SINCH_PROJECT_ID=a\n# CONVERSATION_KEY_ID=\n';
    assert.equal(namesFor(projectOnly)[0]?.kind, 'conversation');
  });

  it('calls a set there by its pair, for its project may be that of another set', () => {
    const active = (text: string, options?: NamesOptions): readonly string[] =>
      namesFor(text, options)
        .filter(({ presence }) => presence === 'active')
        .map(({ keyId }) => keyId);
    const project = 'SINCH_PROJECT_ID=a\n';
    assert.deepEqual(active(`${project}SINCH_ACCESS_KEY_ID=b\nSINCH_ACCESS_KEY_SECRET=c\n`), [
      'SINCH_ACCESS_KEY_ID',
    ]);
    assert.deepEqual(active('PROJECT_ID=a\nKEY_ID=b\nKEY_SECRET=c\n', { sinchFunctions: true }), ['KEY_ID']);
    assert.deepEqual(active(project), []);
    assert.deepEqual(active(`${project}SINCH_KEY_SECRET=\nSINCH_ACCESS_KEY=\n`).toSorted(), [
      'SINCH_ACCESS_KEY',
      'SINCH_KEY_ID',
    ]);
  });

  it('keeps the secret of Sinch Functions blank', () => {
    const blank = namesFor('', { sinchFunctions: true }).map(({ kind, secretStaysBlank }) => [
      kind,
      secretStaysBlank,
    ]);
    assert.deepEqual(blank, [
      ['functions', true],
      ['sinch', false],
    ]);
    assert.equal(namesFor('SINCH_KEY_ID=a\n', { sinchFunctions: true })[0]?.kind, 'sinch');
    assert.equal(namesFor('SINCH_PROJECT_ID=a\n', { sinchFunctions: true })[0]?.kind, 'functions');
  });

  it('lets the names of the user win, and names no set twice', () => {
    const configured = { projectId: 'MY_PROJECT', keyId: 'MY_KEY', keySecret: 'MY_SECRET' };
    assert.deepEqual(candidates('SINCH_KEY_ID=a\n', { configured }), [Object.values(configured), sinch]);
    assert.equal(namesFor('# MY_KEY=\n', { configured })[0]?.presence, 'commented');
    const usual = { projectId: 'SINCH_PROJECT_ID', keyId: 'SINCH_KEY_ID', keySecret: 'SINCH_KEY_SECRET' };
    assert.deepEqual(
      namesFor('SINCH_KEY_ID=a\n', { configured: usual }).map(({ kind }) => kind),
      ['configured'],
    );
  });
});
