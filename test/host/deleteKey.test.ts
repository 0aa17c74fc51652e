import assert from 'node:assert/strict';
import { deleteKey } from '../../src/keys/deleteKeys';
import { deleteKeys } from '../../src/commands/deletion/deleteKeys';
import { isAbort } from '../../src/ui/signal';
import { UserError } from '../../src/ui/userError';
import { type App, demo, keyNode, projectNode } from './app';
import { deletionsAsked, doomedCrowd, namesAt, openCrowd, rowOf, rowsBelow } from './crowd';
import { apiErrors } from '../emulator/apiErrors';

describe('deleting an access key', () => {
  let app: App;
  beforeEach(async () => {
    app = await openCrowd();
  });
  afterEach(() => app.close());

  const remove = (name: string) => deleteKeys(app.parts, rowOf(app, name));

  it('asks with key and project named, deletes, takes the row away without a reload, and says no more', async () => {
    const before = app.emulator.requests.length;
    app.prompts.will({ confirm: true });
    await remove('beta');
    const { message, detail, labels: buttons } = app.prompts.last('confirm');
    assert.equal(message, 'Delete access key “beta” from “demo-project”?');
    assert.match(detail ?? '', /^Apps that use key key-beta stop working within a minute/);
    assert.match(
      detail ?? '',
      /No file in this workspace uses it\. Not searched: other folders, files over 1 MB or in UTF-16, .*files\.exclude and search\.exclude hide\.$/,
    );
    assert.deepEqual(buttons, ['Keep Key', 'Delete Key']);
    assert.deepEqual(namesAt(app), ['alpha', 'gamma', 'delta']);
    assert.deepEqual(await rowsBelow(app), ['alpha', 'delta', 'gamma']);
    assert.equal(app.emulator.requests.length, before + 1);
    assert.equal(app.prompts.asked.length, 1);
  });

  it('does nothing when the user thinks again', async () => {
    app.prompts.will({ confirm: false });
    await remove('beta');
    assert.deepEqual(deletionsAsked(app), []);
  });

  it('says that it signs in with the key, and signs out with it', async () => {
    app.prompts.will({ confirm: true });
    await remove('alpha');
    assert.match(
      app.prompts.last('confirm').detail ?? '',
      /signs in to “demo-project” with “alpha”\. You will be signed out/,
    );
    assert.deepEqual(namesAt(app), ['beta', 'gamma', 'delta']);
    assert.deepEqual(await rowsBelow(app), ['Signed out']);
    assert.equal(await app.parts.credentials.get(demo.projectId), undefined);
    assert.ok(await app.parts.credentials.get('other-project'));
  });

  it('says that it is the last one', async () => {
    app.prompts.will({ confirm: true }, { confirm: false });
    await remove('two');
    await remove('one');
    const [first, second] = app.prompts.asked;
    assert.doesNotMatch(first?.detail ?? '', /No keys will be left/);
    assert.match(second?.detail ?? '', /No keys will be left in “other-project”\./);
  });

  it('counts a key that is gone already as deleted', async () => {
    app.emulator.fault({ operation: 'DeleteAccessKey', kind: 'answer', ...apiErrors.notFound });
    app.emulator.fault({ operation: 'GetAccessKey', kind: 'answer', ...apiErrors.notFound });
    app.prompts.will({ confirm: true });
    await remove('beta');
    assert.deepEqual(await rowsBelow(app), ['alpha', 'delta', 'gamma']);
  });

  it('says that a secret goes with its key, and drops it', async () => {
    const secret = { projectId: demo.projectId, accessKeyId: 'key-beta', displayName: 'beta', secret: 'x' };
    await app.parts.pendingSecrets.keep(secret);
    app.prompts.will({ confirm: true });
    await remove('beta');
    assert.match(app.prompts.last('confirm').detail ?? '', /pending secret of “beta” will be lost for good/);
    assert.deepEqual(await app.parts.pendingSecrets.list(), []);
  });

  it('names key, project, reason and remedy when Sinch refuses', async () => {
    app.emulator.fault({ operation: 'DeleteAccessKey', kind: 'answer', status: 401, times: 2 });
    app.prompts.will({ confirm: true });
    await assert.rejects(remove('beta'), (error: unknown) => {
      assert.ok(error instanceof UserError);
      assert.match(error.message, /^Couldn’t delete access key “beta” from “demo-project”\. Sinch rejected/);
      assert.deepEqual(
        error.options.remedies?.map(({ label }) => label),
        ['Sign In'],
      );
      return true;
    });
    assert.equal((await rowsBelow(app)).length, 4);
  });

  it('says what could not be forgotten where the key is gone and the keyring fails', async () => {
    app.secrets.trouble('delete', 'rejects');
    app.prompts.will({ confirm: true });
    await assert.rejects(remove('beta'), /“beta” was deleted from “demo-project”, but its stored data/);
    app.secrets.trouble('delete', undefined);
    assert.deepEqual(await rowsBelow(app), ['alpha', 'delta', 'gamma']);
  });

  it('looks up what became of a key when the answer was lost', async () => {
    const { emulator } = app;
    emulator.fault({ operation: 'DeleteAccessKey', kind: 'dropAfter' });
    emulator.fault({ operation: 'DeleteAccessKey', kind: 'answer', status: 501 });
    app.prompts.will({ confirm: true });
    await remove('beta');
    assert.deepEqual(await rowsBelow(app), ['alpha', 'delta', 'gamma']);

    emulator.fault({ operation: 'DeleteAccessKey', kind: 'answer', status: 501 });
    app.prompts.will({ confirm: true });
    await assert.rejects(remove('gamma'), /Couldn’t delete access key “gamma”.*Sinch has a problem/);
    assert.deepEqual(await rowsBelow(app), ['alpha', 'delta', 'gamma']);
  });

  it('ends the request when cancelled, and keeps a key that is still there', async () => {
    const [target] = await doomedCrowd(app, 'beta');
    assert.ok(target);
    app.emulator.fault({ operation: 'DeleteAccessKey', kind: 'hang' });
    const stop = new AbortController();
    const deletion = deleteKey(app.parts, target, stop.signal);
    stop.abort();
    const outcome = await deletion;
    assert.ok(outcome.kind === 'failed' && isAbort(outcome.error));
    assert.equal((await rowsBelow(app)).length, 4);
  });

  it('takes a key away that turns out to be gone although it was cancelled', async () => {
    const [target] = await doomedCrowd(app, 'beta');
    assert.ok(target);
    const elsewhere = await app.parts.connections.to(demo.projectId);
    await elsewhere.delete('key-beta');
    const outcome = await deleteKey(app.parts, target, AbortSignal.abort());
    assert.deepEqual(outcome, { kind: 'deleted' });
    assert.deepEqual(await rowsBelow(app), ['alpha', 'delta', 'gamma']);
  });

  it('asks which ones when called without a row, and when called with one that is gone', async () => {
    app.prompts.will({ pick: 'demo-project' }, { pickMany: ['beta', 'delta'] }, { confirm: true });
    await deleteKeys(app.parts, undefined);
    assert.deepEqual(app.prompts.last('pickMany').labels, [
      '$(key) alpha',
      '$(key) beta',
      '$(key) delta',
      '$(key) gamma',
    ]);
    assert.deepEqual(app.prompts.last('pickMany').ticked, []);
    assert.deepEqual(namesAt(app), ['alpha', 'gamma']);

    app.prompts.will({ pickMany: ['gamma'] }, { confirm: true });
    await deleteKeys(app.parts, keyNode(app, 'gone'));
    assert.match(app.prompts.last('confirm').message, /^Delete access key “gamma”/);
    assert.deepEqual(namesAt(app), ['alpha']);
  });

  it('knows the key it is called with before its project was looked at', async () => {
    const { keys } = app.parts;
    keys.forget(demo.projectId);
    app.prompts.will({ confirm: true });
    await remove('beta');
    assert.match(app.prompts.last('confirm').message, /^Delete access key “beta”/);

    keys.forget(demo.projectId);
    app.emulator.fault({ operation: 'ListAccessKeys', kind: 'answer', status: 403 });
    await assert.rejects(remove('gamma'), /Couldn’t load the access keys of “demo-project”.*denied access/);
  });

  it('asks nothing more where none is picked', async () => {
    app.prompts.will({ pickMany: undefined }, { pickMany: [] }, { pick: undefined });
    await deleteKeys(app.parts, projectNode(app));
    await deleteKeys(app.parts, projectNode(app));
    await deleteKeys(app.parts, undefined);
    assert.deepEqual(app.prompts.messages('confirm'), []);
  });

  it('says so where the project has none to pick', async () => {
    app.prompts.will({ confirm: true });
    await deleteKeys(app.parts, rowOf(app, 'two'));
    app.emulator.fault({ operation: 'ListAccessKeys', kind: 'answer', status: 200, body: {} });
    await app.parts.keys.reload('other-project');
    await assert.rejects(
      deleteKeys(app.parts, projectNode(app, 'other-project')),
      /“other-project” has no access keys/,
    );
  });
});
