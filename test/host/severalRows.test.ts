import assert from 'node:assert/strict';
import { env } from 'vscode';
import { copyKeyId, copyProjectId } from '../../src/commands/keys/copy';
import { refresh } from '../../src/commands/refresh';
import { deleteRow, renameRow } from '../../src/commands/rows';
import type { Node } from '../../src/tree/nodes';
import { type App, projectNode } from './app';
import { deletionsAsked, openCrowd, rowOf } from './crowd';

describe('a command on several rows', () => {
  let app: App;
  beforeEach(async () => {
    app = await openCrowd();
  });
  afterEach(() => app.close());

  const pendingSecrets: Node = { kind: 'pendingSecret', projectId: 'demo-project', accessKeyId: 'key-beta' };

  it('copies the ID of each key, a line each and none twice', async () => {
    const rows = [
      rowOf(app, 'gamma'),
      pendingSecrets,
      rowOf(app, 'beta'),
      projectNode(app),
      rowOf(app, 'one'),
    ];
    await copyKeyId(app.parts, rows[0], rows);
    assert.equal(await env.clipboard.readText(), 'key-gamma\nkey-beta\nkey-one');
    await copyKeyId(app.parts, rowOf(app, 'two'), rows);
    assert.equal(await env.clipboard.readText(), 'key-two');
  });

  it('asks which key’s ID to copy where it is called on no key', async () => {
    app.prompts.will({ pick: 'delta' });
    await copyKeyId(app.parts, projectNode(app));
    assert.equal(await env.clipboard.readText(), 'key-delta');
  });

  it('copies the ID of each project', async () => {
    const rows = [rowOf(app, 'gamma'), projectNode(app, 'other-project'), rowOf(app, 'beta')];
    await copyProjectId(app.parts, rows[0], rows);
    assert.equal(await env.clipboard.readText(), 'demo-project\nother-project');
  });

  it('asks which project’s ID to copy where it is called on none, or on one that is gone', async () => {
    app.prompts.will({ pick: 'other-project' }, { pick: 'demo-project' });
    await copyProjectId(app.parts, undefined);
    assert.equal(await env.clipboard.readText(), 'other-project');
    await copyProjectId(app.parts, { kind: 'project', projectId: 'gone' });
    assert.equal(await env.clipboard.readText(), 'demo-project');
  });

  it('refreshes each project once', async () => {
    const before = app.emulator.requests.length;
    const rows = [rowOf(app, 'beta'), rowOf(app, 'gamma'), projectNode(app, 'other-project')];
    await refresh(app.parts, rows[0], rows);
    assert.deepEqual(
      app.emulator.requests.slice(before).map(({ url }) => url.split('/').at(-2)),
      ['demo-project', 'other-project'],
    );
    await refresh(app.parts, rowOf(app, 'one'), rows);
    assert.deepEqual(app.emulator.requests.length, before + 3);
  });

  it('deletes nothing where no key is among them, and says why', async () => {
    const selection = [projectNode(app), pendingSecrets, projectNode(app, 'other-project')];
    await deleteRow({ ...app.parts, view: { ...app.parts.view, selection } }, 'selection');
    assert.match(app.prompts.last('notify').message, /^Only access keys can be deleted together/);
    assert.deepEqual(deletionsAsked(app), []);
  });

  it('says what to select where a shortcut finds no row, as while the tree loads', async () => {
    const notice = { kind: 'loadFailed', projectId: 'demo-project' } as const;
    for (const [act, row] of [
      [deleteRow, undefined],
      [deleteRow, notice],
      [renameRow, undefined],
    ] as const) {
      const before = app.prompts.asked.length;
      await act(app.parts, row);
      assert.equal(app.prompts.asked.length, before + 1);
      assert.match(app.prompts.last('notify').message, /^First select a project, an access key or a pending/);
    }
  });
});
