import assert from 'node:assert/strict';
import { Uri, workspace } from 'vscode';
import type { Rotation } from '../../src/rotation/rotation';
import { deleteKeys } from '../../src/commands/deletion/deleteKeys';
import { deletionQuestion } from '../../src/commands/deletion/deletionQuestion';
import type { KeyToDelete } from '../../src/keys/keysToDelete';
import { searchKeyUses } from '../../src/commands/searchKeyUses';
import type { EnvFiles } from '../../src/envFiles/envFiles';
import type { FoundUses, KeyUse } from '../../src/envFiles/keyUses';
import type { App } from './app';
import { chosenKeys, doomedCrowd, openCrowd, rowOf } from './crowd';

/** A file of the workspace that uses a key of the crowd. */
function use(name: string, file: string): KeyUse {
  const [folder] = workspace.workspaceFolders ?? [];
  assert.ok(folder);
  const uri = Uri.joinPath(folder.uri, file);
  return { uri, accessKeyId: `key-${name}`, kind: 'env', lines: [0], pairs: [] };
}

const found = (...uses: readonly KeyUse[]): FoundUses => ({
  uses,
  incomplete: false,
  usesGiven: () => uses,
});

describe('the question before keys are deleted', () => {
  let app: App;
  beforeEach(async () => {
    app = await openCrowd();
  });
  afterEach(() => app.close());

  const detailFor = async (names: readonly string[], uses: Parameters<typeof deletionQuestion>[1]) =>
    deletionQuestion(await doomedCrowd(app, ...names), uses).detail;

  it('names the files that use the one key', async () => {
    const uses = found(use('beta', '.env'), use('gamma', 'other.env'), use('beta', 'deploy/prod.env'));
    assert.equal(
      await detailFor(['beta'], uses),
      [
        'Apps that use key key-beta stop working within a minute. This can’t be undone.',
        'Files in this workspace that use it: .env and deploy/prod.env.',
      ].join('\n\n'),
    );
  });

  it('names those of each of several keys, and marks what else is special about them', async () => {
    await app.parts.pendingSecrets.keep({
      projectId: 'demo-project',
      accessKeyId: 'key-gamma',
      displayName: 'gamma',
      secret: 'secret-gamma',
    });
    const uses = found(use('alpha', '.env'), use('gamma', '.env'), use('gamma', 'b.txt'));
    assert.equal(
      await detailFor(['alpha', 'beta', 'gamma'], uses),
      [
        [
          '• alpha · sign-in key · used by .env',
          '• beta',
          '• gamma · pending secret · used by .env and b.txt',
        ].join('\n'),
        'Apps that use these keys stop working within a minute. This can’t be undone.',
        'The pending secret of “gamma” will be lost for good.',
        'This extension signs in to “demo-project” with “alpha”. You will be signed out and need another key to sign in again.',
      ].join('\n\n'),
    );
  });

  it('says which are part of a rotation, finished or not', async () => {
    const rotation: Rotation = {
      projectId: 'demo-project',
      oldKeyId: 'key-alpha',
      oldName: 'alpha',
      newName: 'beta',
      newKey: { kind: 'created', keyId: 'key-beta' },
      begunAt: 1,
      ending: 'keep',
      step: 'replace',
      files: [],
    };
    await app.parts.rotations.write(rotation);
    await app.parts.rotations.write({
      ...rotation,
      oldKeyId: 'key-gamma',
      oldName: 'gamma',
      newName: 'delta',
      newKey: { kind: 'created', keyId: 'key-delta' },
      step: 'retire',
    });
    const detail = await detailFor(['alpha', 'beta', 'gamma', 'delta'], 'noFiles');
    assert.equal(
      detail.split('\n\n')[0],
      [
        '• alpha · sign-in key',
        '• beta · new key in the unfinished rotation of “alpha”',
        '• gamma · retiring · replaced by “delta”',
        '• delta',
      ].join('\n'),
    );
    assert.match(await detailFor(['beta'], 'noFiles'), /new key in the unfinished rotation of “alpha”/);
    assert.doesNotMatch(await detailFor(['delta'], 'noFiles'), /rotation/);
  });

  it('names projects where there are several, and those that are left without a key', async () => {
    const target = await doomedCrowd(app, 'beta', 'one', 'two');
    const { question, detail, action } = deletionQuestion(target, 'noFiles');
    assert.equal(question, 'Delete 3 access keys from 2 projects?');
    assert.equal(action, 'Delete 3 Keys');
    assert.match(detail, /^• beta \(demo-project\)\n• one \(other-project\) · sign-in key\n• two \(other-/);
    assert.match(detail, /No keys will be left in “other-project”\./);
    assert.doesNotMatch(detail, /left in “demo-project”/);
  });

  it('calls a project by its label', async () => {
    await app.parts.projects.rename('demo-project', 'Shop');
    const target = await doomedCrowd(app, 'beta', 'gamma');
    assert.equal(deletionQuestion(target, 'noFiles').question, 'Delete 2 access keys from “Shop”?');
  });

  it('says what a search came to that found nothing, not everything, or was not made', async () => {
    const one = (uses: Parameters<typeof deletionQuestion>[1]) => detailFor(['beta'], uses);
    const several = (uses: Parameters<typeof deletionQuestion>[1]) => detailFor(['beta', 'gamma'], uses);
    assert.match(
      await one(found()),
      /No file in this workspace uses it\. Not searched: other folders, files over 1 MB or in UTF-16, .*files\.exclude and search\.exclude hide\.$/,
    );
    assert.match(
      await several(found()),
      /No file in this workspace uses them\. Not searched: other folders, /,
    );
    assert.match(await one('skipped'), /The files in this workspace were not searched\.$/);
    assert.match(await several('skipped'), /The files in this workspace were not searched\.$/);
    assert.match(
      await several({ uses: [use('beta', '.env')], incomplete: true }),
      /used by \.env[^]*Some files in this workspace couldn’t be searched\.$/,
    );
    assert.doesNotMatch(await one({ uses: [], incomplete: true }), /No file/);
    assert.doesNotMatch(await one('noFiles'), /workspace/);
  });

  it('stays readable for many keys and files, and leaves none out that something is said about', async () => {
    const [sample] = await doomedCrowd(app, 'beta');
    assert.ok(sample);
    const many = Array.from({ length: 30 }, (_, index): KeyToDelete => {
      const displayName = `key ${index + 1}`;
      return { ...sample, key: { ...sample.key, displayName, accessKeyId: `key-${index + 1}` } };
    });
    const files = ['a', 'b', 'c', 'd', 'e', 'f'].map(file => use('30', `${file}.env`));
    const { detail } = deletionQuestion(many, found(...files));
    const lines = detail.split('\n').filter(line => line.startsWith('•'));
    assert.equal(lines.length, 11);
    assert.equal(lines[0], '• key 30 · used by a.env, b.env, c.env, d.env, and 2 more');
    assert.equal(lines[1], '• key 1');
    assert.equal(lines.at(-1), '• and 20 more');
  });

  describe('searches the files first', () => {
    const searching = (find: EnvFiles['keyUses']['find']) => ({
      ...app.parts,
      envFiles: { ...app.parts.envFiles, keyUses: { find } },
    });

    it('for all the keys at once', async () => {
      const asked: (readonly string[])[] = [];
      const parts = searching(ids => {
        asked.push(ids);
        return Promise.resolve(found(use('beta', '.env')));
      });
      app.prompts.will({ confirm: false });
      await deleteKeys(parts, rowOf(app, 'beta'), [rowOf(app, 'beta'), rowOf(app, 'gamma')]);
      assert.deepEqual(asked, [['key-beta', 'key-gamma']]);
      assert.match(app.prompts.last('confirm').detail ?? '', /• beta · used by \.env\n• gamma\n/);
    });

    it('and finds the file of the workspace that does', async () => {
      const searched = await searchKeyUses(app.parts, [
        {
          accessKeyId: '8a1e6b7c-2d94-4f3a-b650-1c9e8d7f6b02',
          displayName: 'staging',
          projectId: 'demo-project',
        },
      ]);
      assert.ok(typeof searched === 'object');
      assert.deepEqual(
        searched.uses.map(({ uri }) => workspace.asRelativePath(uri)),
        ['.env'],
      );
    });

    it('and asks all the same where that was ended, or failed', async () => {
      const keys = chosenKeys(app, 'beta').map(({ key }) => key);
      const ended = searching(() => Promise.reject(new DOMException('ended', 'AbortError')));
      assert.equal(await searchKeyUses(ended, keys), 'skipped');
      assert.doesNotMatch(app.log.lines.join('\n'), /searched/);
      const failing = searching(() => Promise.reject(new TypeError('a bug')));
      assert.equal(await searchKeyUses(failing, keys), 'skipped');
      assert.match(app.log.lines.join('\n'), /could not be searched/);
    });
  });
});
