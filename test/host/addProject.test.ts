import assert from 'node:assert/strict';
import { addProject } from '../../src/commands/projects/addProject';
import { signIn } from '../../src/commands/projects/signIn';
import { type App, demo, demoPair, openApp, projectNode } from './app';

/** Chooses to type the values. */
const typed = { pick: 'Enter Key ID and Secret' } as const;

describe('adding a project', () => {
  let app: App;
  beforeEach(async () => {
    app = await openApp();
  });
  afterEach(() => app.close());

  it('asks for three values, proves them with a token and one list call, and keeps them', async () => {
    app.prompts.will(typed, { text: demo.projectId }, { text: 'demo-key-1' }, { text: 'demo-secret-1' });
    await addProject(app.parts);
    assert.deepEqual(app.parts.projects.all(), [{ id: demo.projectId }]);
    assert.deepEqual(await app.parts.credentials.get(demo.projectId), app.parts.connections.bind(demoPair));
    assert.deepEqual(await app.labels(projectNode(app)), [
      'production | 3 days ago · sign-in key',
      'staging | 3 days ago',
    ]);
    assert.deepEqual(
      app.emulator.requests.map(({ operation }) => operation),
      ['FetchToken', 'ListAccessKeys'],
    );
    assert.deepEqual(app.revealed, [{ kind: 'project', projectId: demo.projectId }]);
  });

  it('masks the secret and keeps it out of global state and the log', async () => {
    app.prompts.will(typed, { text: demo.projectId }, { text: 'demo-key-1' }, { text: 'demo-secret-1' });
    await addProject(app.parts);
    const masked = app.prompts.asked.flatMap(({ text }) => (text ? [text.password ?? false] : []));
    assert.deepEqual(masked, [false, false, true]);
    const state = app.state.keys().map(key => JSON.stringify(app.state.get(key)));
    assert.ok(!state.join().includes('demo-secret-1'));
    assert.ok(!app.log.lines.join().includes('demo-secret-1'));
    assert.ok(app.log.lines.length > 0);
  });

  it('keeps nothing and asks for the pair again when Sinch does not know it', async () => {
    app.prompts.will(
      typed,
      { text: demo.projectId },
      { text: 'demo-key-1' },
      { text: 'wrong' },
      { text: 'demo-key-1' },
      { box: 'cancelled' },
    );
    await addProject(app.parts);
    const again = app.prompts.asked[4]?.text;
    assert.match(again?.problem ?? '', /rejected the key ID or secret/);
    assert.equal(again?.value, 'demo-key-1');
    assert.equal(app.parts.projects.all().length, 0);
    assert.equal(app.secrets.values.size, 0);
  });

  it('asks for the project again when the key has no access to it', async () => {
    app.prompts.will(
      typed,
      { text: 'other-project' },
      { text: 'demo-key-1' },
      { text: 'demo-secret-1' },
      { text: demo.projectId },
      { text: 'demo-key-1' },
      { text: 'demo-secret-1' },
    );
    await addProject(app.parts);
    assert.match(
      app.prompts.asked[4]?.text?.problem ?? '',
      /belongs to another project.*enable the Access Keys API/,
    );
    assert.deepEqual(app.parts.projects.all(), [{ id: demo.projectId }]);
    assert.deepEqual(app.secrets.values.size, 1);
  });

  it('says when the host can’t be reached and keeps what was typed', async () => {
    await app.emulator.close();
    app.prompts.will(
      typed,
      { text: demo.projectId },
      { text: 'demo-key-1' },
      { text: 'demo-secret-1' },
      { box: 'cancelled' },
    );
    await addProject(app.parts);
    const again = app.prompts.asked[4]?.text;
    assert.match(again?.problem ?? '', /127\.0\.0\.1.* can’t be reached/);
    assert.equal(again?.value, 'demo-secret-1');
  });

  it('takes a bearer token instead, with or without the word Bearer', async () => {
    const answer = await fetch(app.emulator.tokenUrl, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from('demo-key-1:demo-secret-1').toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'grant_type=client_credentials',
    });
    const { access_token: token } = (await answer.json()) as { readonly access_token: string };
    app.prompts.will({ pick: 'Use a Bearer Token' }, { text: demo.projectId }, { text: `Bearer ${token}` });
    await addProject(app.parts);
    assert.deepEqual(
      await app.parts.credentials.get(demo.projectId),
      app.parts.connections.bind({ kind: 'bearerToken', token }),
    );
    assert.deepEqual(await app.labels(projectNode(app)), ['production | 3 days ago', 'staging | 3 days ago']);
  });

  it('goes back a step with what was typed still there', async () => {
    app.prompts.will(
      typed,
      { text: 'demo-projct' },
      { box: 'back' },
      { text: demo.projectId },
      { text: 'demo-key-1' },
      { text: 'demo-secret-1' },
    );
    await addProject(app.parts);
    assert.equal(app.prompts.asked[3]?.text?.value, 'demo-projct');
    assert.deepEqual(app.parts.projects.all(), [{ id: demo.projectId }]);
  });

  it('refuses what is no ID, and a project that is there already', async () => {
    app.prompts.will(typed, { box: 'cancelled' });
    await addProject(app.parts);
    const validate = app.prompts.last('text').text?.validate;
    assert.ok(validate);
    await app.parts.projects.add({ id: 'there' });
    for (const text of ['', 'a b', 'a/b', '..', 'there']) assert.equal(typeof validate(text), 'string', text);
    assert.equal(validate('demo-project'), undefined);
  });

  it('stays signed in for this window when the keyring keeps nothing, and says so', async () => {
    app.secrets.trouble('store', 'rejects');
    app.prompts.will(typed, { text: demo.projectId }, { text: 'demo-key-1' }, { text: 'demo-secret-1' });
    await addProject(app.parts);
    assert.match(app.prompts.last('notify').message, /until this window closes/);
    assert.deepEqual(await app.labels(projectNode(app)), [
      'production | 3 days ago · sign-in key',
      'staging | 3 days ago',
    ]);
  });
});

describe('signing in again', () => {
  it('replaces the credential once it is proved, and not before', async () => {
    const app = await openApp({ signedIn: true });
    app.prompts.will({ text: 'demo-key-2' }, { text: 'wrong' }, { box: 'cancelled' });
    await signIn(app.parts, projectNode(app));
    assert.deepEqual(await app.parts.credentials.get(demo.projectId), app.parts.connections.bind(demoPair));

    app.prompts.will({ text: 'demo-key-2' }, { text: 'demo-secret-2' });
    await signIn(app.parts, projectNode(app));
    assert.deepEqual(await app.parts.credentials.get(demo.projectId), {
      kind: 'keyPair',
      keyId: 'demo-key-2',
      keySecret: 'demo-secret-2',
      origins: { account: app.emulator.accountUrl, token: app.emulator.accountUrl },
    });
    assert.deepEqual(await app.labels(projectNode(app)), [
      'production | 3 days ago',
      'staging | 3 days ago · sign-in key',
    ]);
    await app.close();
  });
});
