import assert from 'node:assert/strict';
import { Uri } from 'vscode';
import type { Rotation } from '../../src/rotation/rotation';
import { removeAllData } from '../../src/commands/projects/removeAllData';
import { removeProject } from '../../src/commands/projects/removeProject';
import { renameProject } from '../../src/commands/projects/renameProject';
import { type App, demo, openApp, projectNode } from './app';

describe('the project list', () => {
  let app: App;
  beforeEach(async () => {
    app = await openApp({ signedIn: true });
  });
  afterEach(() => app.close());

  const waitingSecret = {
    projectId: demo.projectId,
    accessKeyId: 'demo-key-3',
    displayName: 'waits',
    secret: 'demo-secret-3',
  };

  it('shows a label of the user’s own, and the ID again once it is empty', async () => {
    app.prompts.will({ text: 'Demo' });
    await renameProject(app.parts, projectNode(app));
    assert.deepEqual(await app.labels(), ['Demo']);
    app.prompts.will({ text: '' });
    await renameProject(app.parts, projectNode(app));
    assert.deepEqual(await app.labels(), [demo.projectId]);
  });

  it('removes a project with everything stored for it, and makes no request', async () => {
    await app.parts.pendingSecrets.keep(waitingSecret);
    app.prompts.will({ confirm: true });
    await removeProject(app.parts, projectNode(app));
    assert.match(app.prompts.last('confirm').detail ?? '', /pending secret of “waits” will be lost/);
    assert.deepEqual(await app.labels(), []);
    assert.equal(app.secrets.values.size, 0);
    assert.deepEqual(app.emulator.requests, []);
  });

  describe('with something half done', () => {
    const rotation: Rotation = {
      projectId: demo.projectId,
      oldKeyId: 'demo-key-2',
      oldName: 'staging',
      newName: 'staging next',
      newKey: { kind: 'created', keyId: 'demo-key-3' },
      begunAt: 0,
      ending: 'keep',
      step: 'retire',
      files: [
        {
          uri: 'file:///demo/.env',
          oldSecret: { kind: 'known', secret: 'demo-secret-2' },
          state: 'replaced',
        },
      ],
    };

    beforeEach(async () => {
      await app.parts.rotations.write(rotation);
    });

    it('stays while this window rotates one of its keys', async () => {
      const busy = /“staging” is being rotated right now/;
      await assert.rejects(removeProject(app.parts, projectNode(app)), busy);
      await assert.rejects(removeAllData(app.parts), busy);
      assert.deepEqual(await app.labels(), [demo.projectId]);
    });

    it('stays while this window creates a key of it', async () => {
      await app.parts.rotations.end(rotation);
      await app.parts.creations.begin(demo.projectId, 'laptop');
      const busy = /“laptop” is being created right now/;
      await assert.rejects(removeProject(app.parts, projectNode(app)), busy);
      await assert.rejects(removeAllData(app.parts), busy);
      assert.deepEqual(await app.labels(), [demo.projectId]);
    });

    it('goes with what nobody can read, and leaves that of others', async () => {
      await app.parts.rotations.end(rotation);
      const of = (projectId: string) =>
        ['waitingSecret', 'creation', 'rotation'].map(kind => `${kind}:${projectId}/unreadable`);
      for (const key of [...of(demo.projectId), ...of('other')]) await app.secrets.store(key, '{"new":1}');
      app.prompts.will({ confirm: true }, { confirm: true });
      await removeProject(app.parts, projectNode(app));
      assert.deepEqual([...app.secrets.values.keys()], of('other'));
      await removeAllData(app.parts);
      assert.equal(app.secrets.values.size, 0);
    });

    it('says what is lost with it', async () => {
      app.parts.rotations.leave(rotation);
      const { id } = await app.parts.creations.begin(demo.projectId, 'laptop');
      app.parts.creations.leave(id);
      app.prompts.will({ confirm: false }, { confirm: true });
      for (const remove of [removeProject, removeAllData]) {
        await remove(app.parts, projectNode(app));
        const { detail = '' } = app.prompts.last('confirm');
        assert.match(detail, /unconfirmed key “laptop” will no longer be checked/);
        assert.match(
          detail,
          /rotation of “staging” will be abandoned\. Both keys.*removes the stored secret of “staging”/,
        );
      }
      assert.match(app.prompts.last('confirm').detail ?? '', /secrets of its other profiles/);
      assert.equal(app.secrets.values.size, 0);
    });
  });

  it('leaves everything as it is when the user thinks again', async () => {
    app.prompts.will({ confirm: false }, { confirm: false });
    await removeProject(app.parts, projectNode(app));
    await removeAllData(app.parts);
    assert.deepEqual(await app.labels(), [demo.projectId]);
    assert.equal(app.secrets.values.size, 1);
  });

  it('forgets everything, what no project names any more included', async () => {
    await app.parts.pendingSecrets.keep(waitingSecret);
    await app.parts.credentials.set('left-over', { kind: 'bearerToken', token: 'demo-token' });
    await app.parts.envFiles.recent.add(Uri.file('/demo/.env'));
    app.prompts.will({ confirm: true });
    await removeAllData(app.parts);
    assert.deepEqual(app.parts.envFiles.recent.all(), []);
    assert.deepEqual(await app.labels(), []);
    assert.equal(app.secrets.values.size, 0);
    assert.deepEqual(app.state.get('projects'), []);
  });

  it('keeps IDs and labels in global state and nothing else', async () => {
    await app.parts.projects.rename(demo.projectId, 'Demo');
    assert.deepEqual(app.state.keys(), ['projects']);
    assert.deepEqual(app.state.get('projects'), [{ id: demo.projectId, label: 'Demo' }]);
  });

  it('takes over what another window changed, and ignores what it can’t read', async () => {
    let changes = 0;
    app.parts.projects.onDidChange(() => (changes += 1));
    await app.state.update('projects', [{ id: 'one' }, { id: 'two', label: 'Two' }]);
    app.parts.projects.reread();
    app.parts.projects.reread();
    assert.equal(changes, 1);
    assert.deepEqual(await app.labels(), ['one', 'Two']);
    await app.state.update('projects', 'nonsense');
    app.parts.projects.reread();
    assert.deepEqual(await app.labels(), []);
  });

  it('does not lose a project another window added in the meantime', async () => {
    await app.state.update('projects', [{ id: demo.projectId }, { id: 'added-elsewhere' }]);
    await app.parts.projects.rename(demo.projectId, 'Demo');
    assert.deepEqual(await app.labels(), ['Demo', 'added-elsewhere']);
  });
});

describe('two windows', () => {
  it('notice each other’s credentials without losing theirs', async () => {
    const first = await openApp({ signedIn: true });
    const second = await openApp({ sharedWith: first, endpoints: first.emulator });
    second.parts.projects.reread();
    assert.deepEqual(await second.labels(), [demo.projectId]);
    assert.deepEqual(await second.labels(projectNode(second)), [
      'production | 3 days ago · sign-in key',
      'staging | 3 days ago',
    ]);

    const redrawn = new Promise(resolve => second.parts.tree.onDidChangeTreeData(resolve));
    await first.parts.credentials.delete(demo.projectId);
    await redrawn;
    assert.deepEqual(await second.labels(projectNode(second)), ['Signed out | sign in again']);
    await first.close();
    await second.close();
  });
});
