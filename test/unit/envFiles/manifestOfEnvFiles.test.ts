import assert from 'node:assert/strict';
import * as v from 'valibot';
import { historyExclusions, isInLocalHistory } from '../../../src/envFiles/localHistory';
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

  it('keeps the settings of a folder nobody trusts from steering what is written where, and what is marked', () => {
    const steering = Object.entries(contributes.configuration.properties)
      .filter(([, { scope }]) => scope === 'resource')
      .map(([name]) => name);
    assert.deepEqual(
      capabilities.untrustedWorkspaces.restrictedConfigurations.toSorted(),
      [...steering, 'sinchAccessKeys.maxAgeDays'].toSorted(),
    );
    assert.equal(steering.length, 5);
    assert.ok(steering.includes('sinchAccessKeys.env.preview'));
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

    const excluded = contributes.configurationDefaults['workbench.localHistory.exclude'];

    it('by globs that are all understood where it is asked whether they still count', () => {
      assert.deepEqual(Object.keys(historyExclusions), Object.keys(excluded));
      for (const name of secret.flatMap(([, ...names]) => names)) {
        const meant = Object.entries(historyExclusions).filter(([, names]) => names.test(name));
        assert.ok(meant.length > 0, name);
        for (const [glob] of meant) assert.ok(patternOf(glob).test(name), `${glob} and ${name}`);
      }
    });

    it('unless a setting takes that back, or adds to it what is not understood', () => {
      const all = { enabled: true, exclude: excluded };
      for (const name of ['.env', '.env.local', 'prod.env', '.envrc']) {
        assert.equal(isInLocalHistory(name, all), false);
        assert.equal(isInLocalHistory(name, { enabled: true, exclude: {} }), true);
        assert.equal(isInLocalHistory(name, { enabled: false, exclude: {} }), false);
        const off = Object.fromEntries(Object.keys(excluded).map(glob => [glob, false]));
        assert.equal(isInLocalHistory(name, { enabled: true, exclude: { ...off, '**/other': true } }), true);
      }
      assert.equal(isInLocalHistory('notes.txt', all), true);
    });

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
