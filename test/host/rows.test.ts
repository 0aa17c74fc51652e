import assert from 'node:assert/strict';
import type { Rotation } from '../../src/rotation/rotation';
import { deletionOf } from '../../src/commands/rows';
import type { Node } from '../../src/tree/nodes';
import { type App, demo, keyNode, openApp, projectNode } from './app';

describe('the delete key', () => {
  let app: App;
  beforeEach(async () => {
    app = await openApp({ signedIn: true });
  });
  afterEach(() => app.close());

  const rotation: Rotation = {
    projectId: demo.projectId,
    oldKeyId: 'demo-key-2',
    oldName: 'staging',
    newName: 'staging 2026-01-31',
    newKey: { kind: 'notCreated' },
    begunAt: 1,
    ending: 'keep',
    step: 'replace',
    files: [],
  };

  it('deletes what the row stands for', async () => {
    const pendingSecrets: Node = {
      kind: 'pendingSecret',
      projectId: demo.projectId,
      accessKeyId: 'demo-key-2',
    };
    const notice: Node = { kind: 'noKeys', projectId: demo.projectId };
    assert.equal(await deletionOf(app.parts, projectNode(app)), 'sinchAccessKeys.removeProject');
    assert.equal(await deletionOf(app.parts, pendingSecrets), 'sinchAccessKeys.dropSecret');
    assert.equal(await deletionOf(app.parts, notice), undefined);
  });

  it('ends the rotation of a key that retires, and of no other', async () => {
    const key = keyNode(app, 'demo-key-2');
    await app.parts.rotations.write(rotation);
    assert.equal(await deletionOf(app.parts, key), 'sinchAccessKeys.deleteKey');
    await app.parts.rotations.write({ ...rotation, step: 'retire' });
    assert.equal(await deletionOf(app.parts, key), 'sinchAccessKeys.deleteOldKey');
    assert.equal(await deletionOf(app.parts, keyNode(app, 'demo-key-1')), 'sinchAccessKeys.deleteKey');
  });
});
