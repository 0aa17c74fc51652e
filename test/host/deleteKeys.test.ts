import assert from 'node:assert/strict';
import { deleteKeys } from '../../src/commands/deletion/deleteKeys';
import { UserError } from '../../src/ui/userError';
import { type App, demo, projectNode } from './app';
import { deletionsAsked, namesAt, openCrowd, rowOf, rowsBelow } from './crowd';
import { apiErrors } from '../emulator/apiErrors';

describe('deleting several access keys', () => {
  let app: App;
  beforeEach(async () => {
    app = await openCrowd();
  });
  afterEach(() => app.close());

  const operation = 'DeleteAccessKey';

  /** Runs the command as VS Code does: on the first of the rows, with all of them selected. */
  async function remove(...names: readonly string[]): Promise<void> {
    const rows = names.map(name => rowOf(app, name));
    app.prompts.will({ confirm: true });
    await deleteKeys(app.parts, rows[0], rows);
  }

  it('asks once, deletes one after the other without a reload, and says that they are gone', async () => {
    const before = app.emulator.requests.length;
    await remove('gamma', 'beta', 'delta');
    assert.deepEqual(deletionsAsked(app), ['beta', 'delta', 'gamma']);
    assert.equal(app.emulator.requests.length, before + 3);
    assert.deepEqual(await rowsBelow(app), ['alpha']);
    assert.deepEqual(
      app.prompts.asked.map(({ kind, message }) => [kind, message]),
      [
        ['confirm', 'Delete 3 access keys from “demo-project”?'],
        ['notify', 'Deleted 3 access keys: “beta”, “delta”, and “gamma”.'],
      ],
    );
    assert.deepEqual(app.prompts.last('confirm').labels, ['Keep Keys', 'Delete 3 Keys']);
  });

  it('does nothing when the user thinks again', async () => {
    app.prompts.will({ confirm: false });
    await deleteKeys(app.parts, rowOf(app, 'beta'), [rowOf(app, 'beta'), rowOf(app, 'gamma')]);
    assert.deepEqual(deletionsAsked(app), []);
    assert.equal(app.prompts.asked.length, 1);
  });

  it('goes on after one that fails, and says which and why', async () => {
    app.emulator.fault({ operation, kind: 'none' });
    app.emulator.fault({ operation, kind: 'answer', status: 403 });
    await assert.rejects(remove('beta', 'gamma', 'delta'), (error: unknown) => {
      assert.ok(error instanceof UserError);
      assert.match(error.message, /^Deleted 2 of 3 access keys\. “delta”: Sinch denied access \(403\)/);
      assert.deepEqual(
        error.options.remedies?.map(({ label }) => label),
        ['Try Again'],
      );
      return true;
    });
    assert.deepEqual(deletionsAsked(app), ['beta', 'delta', 'gamma']);
    assert.deepEqual(await rowsBelow(app), ['alpha', 'delta']);
  });

  it('counts those that are gone already as deleted', async () => {
    app.emulator.fault({ operation, kind: 'answer', status: 404, times: 2 });
    app.emulator.fault({ operation: 'GetAccessKey', kind: 'answer', ...apiErrors.notFound, times: 2 });
    await remove('beta', 'gamma');
    assert.match(app.prompts.last('notify').message, /^Deleted 2 access keys/);
    assert.deepEqual(await rowsBelow(app), ['alpha', 'delta']);
  });

  it('says where nobody knows whether a key is gone, and keeps what is stored for it', async () => {
    const secret = { projectId: demo.projectId, accessKeyId: 'key-beta', displayName: 'beta', secret: 'x' };
    await app.parts.pendingSecrets.keep(secret);
    app.emulator.fault({ operation, kind: 'answer', status: 404 });
    app.emulator.fault({ operation: 'GetAccessKey', kind: 'answer', status: 404 });
    await assert.rejects(remove('beta', 'gamma'), /“beta”: We couldn’t confirm whether the key was deleted/);
    assert.deepEqual(await app.parts.pendingSecrets.get(demo.projectId, 'key-beta'), secret);
  });

  it('asks nothing more of a project whose credential is refused, and goes on with the other one', async () => {
    app.emulator.fault({ operation, kind: 'answer', status: 401, times: 2 });
    await assert.rejects(remove('beta', 'gamma', 'delta', 'two'), (error: unknown) => {
      assert.ok(error instanceof UserError);
      assert.match(
        error.message,
        /^Deleted 1 of 4 access keys\. “beta” \(demo-project\), “delta” \(demo-project\), and “gamma” \(demo-project\): Sinch rejected the key ID or secret/,
      );
      assert.deepEqual(
        error.options.remedies?.map(({ label }) => label),
        ['Sign In', 'Try Again'],
      );
      return true;
    });
    assert.deepEqual(deletionsAsked(app), ['beta', 'beta', 'two']);
    assert.deepEqual(namesAt(app, 'other-project'), ['one']);
  });

  it('deletes the keys it signs in with last, all projects considered, and signs out', async () => {
    await remove('alpha', 'delta', 'one', 'two');
    assert.deepEqual(deletionsAsked(app), ['delta', 'two', 'alpha', 'one']);
    assert.deepEqual(await app.parts.credentials.ids(), []);
    assert.deepEqual(await rowsBelow(app), ['Signed out']);
    assert.deepEqual(await rowsBelow(app, 'other-project'), ['Signed out']);
  });

  it('drops the secrets that waited for them, and no others', async () => {
    for (const name of ['beta', 'gamma', 'delta']) {
      await app.parts.pendingSecrets.keep({
        projectId: demo.projectId,
        accessKeyId: `key-${name}`,
        displayName: name,
        secret: `secret-${name}`,
      });
    }
    await remove('beta', 'gamma');
    assert.match(
      app.prompts.last('confirm').detail ?? '',
      /pending secret of “beta” and “gamma” will be lost for good\./,
    );
    assert.deepEqual(
      (await app.parts.pendingSecrets.list()).map(({ displayName }) => displayName),
      ['delta'],
    );
  });

  it('takes only the keys of a selection that holds other rows too', async () => {
    const waiting = { kind: 'pendingSecret', projectId: demo.projectId, accessKeyId: 'key-delta' } as const;
    const rows = [projectNode(app), waiting, rowOf(app, 'beta'), projectNode(app, 'other-project')];
    app.prompts.will({ confirm: true });
    await deleteKeys(app.parts, rows[2], rows);
    assert.match(app.prompts.last('confirm').message, /^Delete access key “beta”/);
    assert.deepEqual(deletionsAsked(app), ['beta']);
  });

  it('takes only the row it is called on where that is not selected', async () => {
    app.prompts.will({ confirm: true });
    await deleteKeys(app.parts, rowOf(app, 'beta'), [rowOf(app, 'gamma'), rowOf(app, 'delta')]);
    assert.deepEqual(deletionsAsked(app), ['beta']);
  });

  it('leaves out rows whose keys are gone', async () => {
    const rows = [rowOf(app, 'beta'), rowOf(app, 'gamma')];
    app.parts.keys.drop(demo.projectId, 'key-gamma');
    app.prompts.will({ confirm: true });
    await deleteKeys(app.parts, rows[0], rows);
    assert.match(app.prompts.last('confirm').message, /^Delete access key “beta”/);
  });

  it('says what could not be forgotten where keys are gone and the keyring fails', async () => {
    app.secrets.trouble('delete', 'rejects');
    await assert.rejects(
      remove('beta', 'gamma'),
      /^UserError: Deleted 2 access keys: “beta” and “gamma”\. The stored data of “beta” and “gamma” couldn’t be removed from VS Code\. VS Code’s secret storage/,
    );
    app.secrets.trouble('delete', undefined);
    assert.deepEqual(await rowsBelow(app), ['alpha', 'delta']);
  });

  it('tells of a bug as one, logs it, and goes on', async () => {
    const { connections } = app.parts;
    const to = connections.to.bind(connections);
    connections.to = id => (id === demo.projectId ? Promise.reject(new TypeError('a bug')) : to(id));
    await assert.rejects(
      remove('beta', 'two'),
      /Deleted 1 of 2 access keys\. “beta”.*: See the log for details/,
    );
    assert.deepEqual(namesAt(app, 'other-project'), ['one']);
    assert.match(app.log.lines.join('\n'), /Deleting the access key key-beta failed/);
  });
});
