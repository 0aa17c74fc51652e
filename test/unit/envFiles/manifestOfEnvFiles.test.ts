import assert from 'node:assert/strict';
import * as v from 'valibot';
import { readJson } from '../manifest/manifest';
import { namesOfFiles } from '../dotenv/namesOfFiles';

const schema = v.object({
  capabilities: v.object({
    untrustedWorkspaces: v.object({
      supported: v.literal('limited'),
      restrictedConfigurations: v.array(v.string()),
    }),
  }),
  contributes: v.object({
    configuration: v.object({ properties: v.record(v.string(), v.object({ scope: v.string() })) }),
    configurationDefaults: v.object({
      'workbench.localHistory.exclude': v.record(v.string(), v.literal(true)),
    }),
  }),
});

describe('what package.json says of .env files', () => {
  const { capabilities, contributes } = v.parse(schema, readJson('package.json'));

  it('keeps the settings of a folder nobody trusts from steering what is written where', () => {
    const steering = Object.entries(contributes.configuration.properties)
      .filter(([name, { scope }]) => scope === 'resource' && name !== 'sinchAccessKeys.env.preview')
      .map(([name]) => name);
    assert.deepEqual(
      capabilities.untrustedWorkspaces.restrictedConfigurations.toSorted(),
      steering.toSorted(),
    );
    assert.equal(steering.length, 4);
  });

  describe('keeps files that may hold secrets out of the local history', () => {
    const globs = Object.keys(contributes.configurationDefaults['workbench.localHistory.exclude']).map(
      patternOf,
    );
    const secret = namesOfFiles.filter(([kind]) => kind === 'target' || kind === 'shell');
    for (const name of secret.flatMap(([, ...names]) => names)) {
      it(name, () => {
        for (const path of [name, `app/${name}`]) {
          assert.ok(
            globs.some(glob => glob.test(path)),
            path,
          );
        }
      });
    }

    it('and no others', () => {
      for (const name of ['main.ts', 'env', 'environment.ts', '.gitignore', 'README.md'])
        assert.ok(!globs.some(glob => glob.test(`app/${name}`)), name);
    });
  });
});

/** A glob of VS Code's, of which only the folders in front, `*` and sets of characters are used: case matters. */
function patternOf(glob: string): RegExp {
  assert.match(glob, /^\*\*\/(?:[\w.*]|\[\w+\])+$/);
  const name = glob.slice('**/'.length).replaceAll('.', '\\.').replaceAll('*', '[^/]*');
  return new RegExp(`^(?:.*/)?${name}$`);
}
