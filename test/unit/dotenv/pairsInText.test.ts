import assert from 'node:assert/strict';
import { pairsInText, pairsInVariables } from '../../../src/dotenv/pairsInText';

type Expected = readonly [projectId: string, keyId: string, keySecret: string | undefined];

const found = (text: string): readonly Expected[] =>
  pairsInText(text).map(({ projectId, keyId, keySecret }) => [projectId, keyId, keySecret]);

describe('pairsInText', () => {
  const texts: Readonly<Record<string, readonly [text: string, ...expected: Expected[]]>> = {
    'Sinch’s names': ['SINCH_PROJECT_ID=p\nSINCH_KEY_ID=k\nSINCH_KEY_SECRET=s', ['p', 'k', 's']],
    'quotes, spaces and comments': [
      'export SINCH_PROJECT_ID = "p" # x\nSINCH_KEY_ID=\'k\'\nSINCH_KEY_SECRET=`s`',
      ['p', 'k', 's'],
    ],
    'the last definition': [
      'SINCH_PROJECT_ID=p\nSINCH_KEY_ID=old\nSINCH_KEY_SECRET=s\nSINCH_KEY_ID=k',
      ['p', 'k', 's'],
    ],
    'names of third parties': [
      'SINCH_PROJECT_ID=p\nSINCH_CLIENT_ID=k\nSINCH_CLIENT_SECRET=s',
      ['p', 'k', 's'],
    ],
    'several keys that share the project': [
      'SINCH_PROJECT_ID=p\nA_SINCH_KEY_ID=a\nA_SINCH_KEY_SECRET=1\nB_SINCH_KEY_ID=b\nB_SINCH_KEY_SECRET=2',
      ['p', 'a', '1'],
      ['p', 'b', '2'],
    ],
    'names of other services': ['PROJECT_ID=p\nKEY_ID=k\nKEY_SECRET=s', ['p', 'k', 's']],
    'a pair without a secret': [
      'SINCH_PROJECT_ID=p\nSINCH_KEY_ID=k\nSINCH_KEY_SECRET=',
      ['p', 'k', undefined],
    ],
    'a placeholder for the secret': [
      'SINCH_PROJECT_ID=p\nSINCH_KEY_ID=k\nSINCH_KEY_SECRET=<your secret>',
      ['p', 'k', undefined],
    ],
    'a reference to the secret': [
      'SINCH_PROJECT_ID=p\nSINCH_KEY_ID=k\nSINCH_KEY_SECRET=op://vault/item/field',
      ['p', 'k', undefined],
    ],
    'an encrypted secret': [
      'SINCH_PROJECT_ID=p\nSINCH_KEY_ID=k\nSINCH_KEY_SECRET=encrypted:BAbc',
      ['p', 'k', undefined],
    ],
    'placeholders for IDs': ['SINCH_PROJECT_ID=your_project_id\nSINCH_KEY_ID=k\nSINCH_KEY_SECRET=s'],
    'no project': ['SINCH_KEY_ID=k\nSINCH_KEY_SECRET=s'],
    'commented lines': ['SINCH_PROJECT_ID=p\n#SINCH_KEY_ID=k\n#SINCH_KEY_SECRET=s'],
    'names that browsers see': ['VITE_SINCH_PROJECT_ID=p\nVITE_SINCH_KEY_ID=k\nVITE_SINCH_KEY_SECRET=s'],
    'a file that SOPS encrypted': [
      'SINCH_PROJECT_ID=p\nSINCH_KEY_ID=k\nSINCH_KEY_SECRET=ENC[AES256_GCM,data:a,type:str]\nsops_version=3.9.0',
    ],
    'a binary file': ['\0SINCH_PROJECT_ID=p\nSINCH_KEY_ID=k\nSINCH_KEY_SECRET=s'],
  };
  for (const [name, [text, ...expected]] of Object.entries(texts)) {
    it(`reads ${name}`, () => {
      assert.deepEqual(found(text), expected);
    });
  }

  it('reads the user’s own names', () => {
    const names = { projectId: 'P', keyId: 'K', keySecret: 'S' };
    assert.deepEqual(pairsInText('P=p\nK=k\nS=s', names), [
      { projectId: 'p', keyId: 'k', keySecret: 's', names },
    ]);
  });
});

describe('pairsInVariables', () => {
  it('reads names that say Sinch only', () => {
    const variables = (names: Readonly<Record<string, string>>) => new Map(Object.entries(names));
    assert.deepEqual(
      pairsInVariables(
        variables({ SINCH_PROJECT_ID: 'p', SINCH_ACCESS_KEY: 'k', SINCH_ACCESS_SECRET: 's', KEY_ID: 'x' }),
      ).map(({ keyId }) => keyId),
      ['k'],
    );
    assert.deepEqual(pairsInVariables(variables({ PROJECT_ID: 'p', KEY_ID: 'k', KEY_SECRET: 's' })), []);
  });
});
