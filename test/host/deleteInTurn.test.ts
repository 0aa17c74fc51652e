import assert from 'node:assert/strict';
import { deleteInTurn } from '../../src/keys/deleteKeys';
import { deletionReport } from '../../src/commands/deletion/deletionReport';
import { type App, storeCredential } from './app';
import { deletionsAsked, doomedCrowd, namesAt, openCrowd } from './crowd';

describe('access keys deleted in turn', () => {
  let app: App;
  beforeEach(async () => {
    app = await openCrowd();
  });
  afterEach(() => app.close());

  it('signs out of every project that the key signs in to', async () => {
    const projectId = 'other-project';
    const one = { accessKeyId: 'key-one', displayName: 'one', projectId };
    await storeCredential(app, projectId, {
      kind: 'keyPair',
      keyId: 'key-alpha',
      keySecret: 'secret-alpha',
    });
    app.emulator.fault({
      operation: 'ListAccessKeys',
      kind: 'answer',
      status: 200,
      body: { accessKeys: [one] },
    });
    await app.parts.keys.reload(projectId);
    const target = await doomedCrowd(app, 'alpha', 'beta', 'one');
    const none = new AbortController().signal;
    const turns: string[] = [];
    await deleteInTurn(app.parts, target, none, ({ target: { key } }) => turns.push(key.displayName));
    assert.deepEqual(turns, ['beta', 'one', 'alpha']);
    assert.deepEqual(await app.parts.credentials.ids(), []);
  });

  describe('when cancelled', () => {
    it('finishes the key under way, and says what is gone and what is not', async () => {
      const stop = new AbortController();
      const target = await doomedCrowd(app, 'beta', 'gamma', 'delta');
      const deletions = await deleteInTurn(app.parts, target, stop.signal, ({ number, of }) => {
        assert.equal(of, 3);
        if (number === 2) stop.abort();
      });
      assert.deepEqual(deletionsAsked(app), ['beta', 'gamma']);
      assert.deepEqual(namesAt(app), ['alpha', 'delta']);
      const { message, isTrouble, remedies } = deletionReport(deletions);
      assert.deepEqual(
        remedies.map(({ label }) => label),
        ['Delete Remaining Keys…'],
      );
      assert.equal(
        message,
        'Cancelled. Deleted 2 of 3 access keys: “beta” and “gamma”. Not deleted: “delta”.',
      );
      assert.equal(isTrouble, false);
    });

    it('names a failure apart from what was not tried', async () => {
      app.emulator.fault({ operation: 'DeleteAccessKey', kind: 'answer', status: 403 });
      const stop = new AbortController();
      const target = await doomedCrowd(app, 'beta', 'gamma');
      const deletions = await deleteInTurn(app.parts, target, stop.signal, () => {
        stop.abort();
      });
      const { message, isTrouble } = deletionReport(deletions);
      assert.match(
        message,
        /^Cancelled\. No access keys were deleted\. “beta”: Sinch denied access.*Not deleted: “gamma”\.$/,
      );
      assert.equal(isTrouble, true);
    });

    it('asks Sinch nothing where it is cancelled before the first', async () => {
      const target = await doomedCrowd(app, 'beta', 'gamma');
      const deletions = await deleteInTurn(app.parts, target, AbortSignal.abort(), () => assert.fail());
      assert.deepEqual(deletionsAsked(app), []);
      assert.equal(
        deletionReport(deletions).message,
        'Cancelled. No access keys were deleted. Not deleted: “beta” and “gamma”.',
      );
    });
  });
});
