import assert from 'node:assert/strict';
import { envFileKind, type EnvFileKind } from '../../../src/dotenv/fileNames';

const kinds: readonly (readonly [kind: EnvFileKind | undefined, ...names: string[]])[] = [
  [
    'target',
    '.env',
    '.env.local',
    '.env.production',
    '.env.development.local',
    '.env.prod-eu',
    'prod.env',
    'a.b.env',
  ],
  ['target', '.flaskenv', '.dev.vars', '.dev.vars.staging', '.ENV', '.Env.Local', '.env.distribution'],
  ['template', '.env.example', '.env.sample', '.env.template', '.env.tmpl', '.env.dist', '.env.default'],
  ['template', '.env.defaults', '.env.schema', '.env-example', '.env_sample', 'example.env', 'env.example'],
  [
    'template',
    '.env.local.example',
    '.env.example.local',
    '.dev.vars.example',
    'prod.env.dist',
    '.ENV.EXAMPLE',
  ],
  ['template', '.flaskenv.example', '.envrc.example', 'sample.env'],
  ['shell', '.envrc', '.envrc.local'],
  ['reserved', '.env.vault', '.env.keys', '.env.me', '.ENV.VAULT'],
  [
    undefined,
    'env',
    'environment',
    '.environment',
    'package.json',
    'example.txt',
    'dist',
    '.envoy',
    'env.d.ts',
    '',
  ],
  [
    undefined,
    '.env~',
    '.env.swp',
    '.env.bak',
    '.env.orig',
    '.env.d.ts',
    '.env.ts',
    '.env.json',
    '.env.gpg',
    '.env.zip',
  ],
  [undefined, '.env.example.md', 'schema.json', 'template.yaml'],
];

describe('envFileKind', () => {
  for (const [kind, ...names] of kinds) {
    for (const name of names) {
      it(`says ${kind ?? 'nothing'} of '${name}'`, () => {
        assert.equal(envFileKind(name), kind);
      });
    }
  }
});
