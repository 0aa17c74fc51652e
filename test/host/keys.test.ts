import assert from 'node:assert/strict';
import { createKey } from '../../src/commands/keys/createKey';
import { renameKey } from '../../src/commands/keys/renameKey';
import { isAbort } from '../../src/ui/signal';
import { UserError } from '../../src/ui/userError';
import { type App, demo, keyNode, openApp, projectNode } from './app';
import { cutOffRotation } from './cutOffRotation';
import { refusal } from './envFolder';
import { cancelled, withStub } from './withStub';
import { apiErrors } from '../emulator/apiErrors';

describe('access keys', () => {
  let app: App;
  beforeEach(async () => {
    app = await openApp({ signedIn: true });
  });
  afterEach(() => app.close());

  const names = () => app.emulator.keys(demo.projectId).map(({ displayName }) => displayName);
  const said = (pattern: RegExp) => (error: unknown) =>
    error instanceof UserError && pattern.test(error.message);
  /** Longer than anybody is kept waiting. */
  const tooMany = { kind: 'answer', status: 429, headers: { 'retry-after': '7200' } } as const;

  describe('creating', () => {
    it('keeps the secret before it asks anything, shows the key and lets the secret wait', async () => {
      app.prompts.will({ text: 'laptop' }, { pick: 'Later' });
      await createKey(app.parts, projectNode(app));
      const made = app.emulator.keys(demo.projectId).find(({ displayName }) => displayName === 'laptop');
      assert.ok(made);
      const kept = await app.parts.pendingSecrets.get(demo.projectId, made.accessKeyId);
      assert.equal(kept?.secret, made.secret);
      assert.equal((await app.labels(projectNode(app))).length, 4);
      assert.deepEqual(app.revealed, [keyNode(app, made.accessKeyId)]);
      assert.ok(!app.log.lines.join().includes(made.secret));
    });

    it('keeps the secret too when the user dismisses the question', async () => {
      app.prompts.will({ text: 'laptop' }, { pick: undefined });
      await createKey(app.parts, projectNode(app));
      assert.equal((await app.parts.pendingSecrets.list(demo.projectId)).length, 1);
    });

    it('refuses a name while it is typed: empty, too long, taken', async () => {
      app.prompts.will({ box: 'cancelled' });
      await createKey(app.parts, projectNode(app));
      const validate = app.prompts.last('text').text?.validate;
      assert.ok(validate);
      assert.match(validate('') ?? '', /Enter a name/);
      assert.match(validate('x'.repeat(256)) ?? '', /at most 255/);
      assert.match(validate('staging') ?? '', /already has a key named “staging”/);
      assert.equal(validate('x'.repeat(255)), undefined);
      assert.equal(names().length, 2);
    });

    it('ends where the user no longer waits for the keys', async () => {
      app.emulator.fault({ operation: 'ListAccessKeys', kind: 'hang' });
      await withStub('withProgress', cancelled, () =>
        assert.rejects(createKey(app.parts, projectNode(app)), isAbort),
      );
      assert.deepEqual(app.prompts.asked, []);
    });

    it('does not ask for a name when the project is full', async () => {
      const keys = Array.from({ length: 10 }, (_, index) => ({
        accessKeyId: `demo-key-${index + 1}`,
        secret: `demo-secret-${index + 1}`,
        displayName: `key ${index + 1}`,
      }));
      const crowded = await openApp({ projects: [{ projectId: demo.projectId, keys }], signedIn: true });
      await assert.rejects(
        createKey(crowded.parts, projectNode(crowded)),
        said(/already has 10 access keys, the maximum/),
      );
      assert.deepEqual(crowded.prompts.asked, []);
      const api = await crowded.parts.connections.to(demo.projectId);
      await api.delete('demo-key-10');
      crowded.prompts.will({ box: 'cancelled' });
      await createKey(crowded.parts, projectNode(crowded));
      assert.match(crowded.prompts.last('text').message, /9 of 10 keys exist/);
      await crowded.close();
    });

    it('tells what another window made in the meantime: a full project, a taken name', async () => {
      app.emulator.fault({
        operation: 'CreateAccessKey',
        kind: 'answer',
        status: 400,
        body: { error: { code: 9, message: 'limit', status: 'FAILED_PRECONDITION', details: [] } },
      });
      app.prompts.will({ text: 'laptop' });
      await assert.rejects(
        createKey(app.parts, projectNode(app)),
        said(/“laptop” in “demo-project”.*10 access keys/),
      );

      app.emulator.fault({
        operation: 'CreateAccessKey',
        kind: 'answer',
        status: 409,
        body: { error: { code: 5, message: 'Not found', status: 'ALREADY_EXISTS', details: [] } },
      });
      app.prompts.will({ text: 'laptop' });
      const taken = await refusal(createKey(app.parts, projectNode(app)));
      assert.match(taken.message, /already has a key with this name/);
      assert.deepEqual(taken.options.remedies, []);
      assert.equal(names().length, 2);
    });

    it('is tried again without asking for the name again', async () => {
      app.emulator.fault({ operation: 'CreateAccessKey', ...tooMany });
      app.prompts.will({ text: 'laptop' }, { pick: 'Later' });
      const [again] = (await refusal(createKey(app.parts, projectNode(app)))).options.remedies ?? [];
      assert.equal(again?.label, 'Try Again');
      await again.run();
      assert.equal(names().at(-1), 'laptop');
    });
  });

  describe('renaming', () => {
    it('changes the name at Sinch and in the tree, with one request', async () => {
      await app.labels(projectNode(app));
      const before = app.emulator.requests.length;
      app.prompts.will({ text: 'test' });
      await renameKey(app.parts, keyNode(app, 'demo-key-2'));
      assert.deepEqual(names(), ['production', 'test']);
      assert.deepEqual(await app.labels(projectNode(app)), [
        'production | 3 days ago · sign-in key',
        'test | 3 days ago',
      ]);
      assert.equal(app.emulator.requests.length, before + 1);
    });

    it('sends nothing when the name stays, and allows no other key’s name', async () => {
      await app.labels(projectNode(app));
      const before = app.emulator.requests.length;
      app.prompts.will({ text: 'staging' });
      await renameKey(app.parts, keyNode(app, 'demo-key-2'));
      assert.match(app.prompts.last('text').text?.validate('production') ?? '', /already/);
      assert.equal(app.emulator.requests.length, before);
    });

    it('asks which key when called without a row', async () => {
      app.prompts.will({ pick: 'staging' }, { text: 'test' });
      await renameKey(app.parts, undefined);
      assert.deepEqual(names(), ['production', 'test']);
    });

    it('asks which key when called with one that is gone', async () => {
      app.prompts.will({ pick: 'staging' }, { box: 'cancelled' });
      await renameKey(app.parts, keyNode(app, 'gone'));
      assert.equal(app.prompts.asked[0]?.kind, 'pick');
    });

    it('waits until a create is settled that looks for its key by that name', async () => {
      await app.labels(projectNode(app));
      const first = said(/unconfirmed key “staging”.*Check it before/);
      const { id } = await app.parts.creations.begin(demo.projectId, 'staging');
      app.parts.creations.leave(id);
      await assert.rejects(renameKey(app.parts, keyNode(app, 'demo-key-2')), first);
      await app.parts.creations.end(id);

      await app.parts.rotations.write(cutOffRotation);
      app.parts.rotations.leave(cutOffRotation);
      await assert.rejects(renameKey(app.parts, keyNode(app, 'demo-key-2')), first);
      assert.deepEqual(names(), ['production', 'staging']);
    });

    it('names the key, the reason and the remedy when Sinch refuses', async () => {
      await app.labels(projectNode(app));
      app.emulator.fault({ operation: 'UpdateAccessKey', kind: 'answer', ...apiErrors.notFound });
      app.prompts.will({ text: 'test' });
      await assert.rejects(
        renameKey(app.parts, keyNode(app, 'demo-key-2')),
        said(/Couldn’t rename access key “staging” in “demo-project”\. The key no longer exists/),
      );
    });

    it('is tried again without asking for the name again', async () => {
      await app.labels(projectNode(app));
      app.emulator.fault({ operation: 'UpdateAccessKey', ...tooMany });
      app.prompts.will({ text: 'test' });
      const failed = await refusal(renameKey(app.parts, keyNode(app, 'demo-key-2')));
      assert.match(failed.message, /\(429\)\. Try again in 120 minutes/);
      const [again] = failed.options.remedies ?? [];
      assert.equal(again?.label, 'Try Again');
      await again.run();
      assert.deepEqual(names(), ['production', 'test']);
    });
  });
});
