import assert from 'node:assert/strict';
import { env } from 'vscode';
import { copySecret } from '../../src/commands/secrets/copySecret';
import { discardSecret } from '../../src/commands/secrets/discardSecret';
import { insertIntoEnv } from '../../src/commands/secrets/insertIntoEnv';
import { askWhereToInsert } from '../../src/commands/secrets/askWhereToInsert';
import { SecretStorageError } from '../../src/storage/secretVault';
import { Clipboard } from '../../src/ui/clipboard';
import { UserError } from '../../src/ui/userError';
import { MemoryLog } from '../fakes/memoryLog';
import { type App, demo, openApp } from './app';
import { cutOffRotation } from './cutOffRotation';
import { lines, useEnv } from './envFolder';

/** From now on every pick is dismissed, and what stands beside the labels of its rows is kept. */
function descriptionsOfPicks({ prompts }: App): readonly (string | undefined)[] {
  const descriptions: (string | undefined)[] = [];
  prompts.pick = (_title, _placeholder, choices) => {
    descriptions.push(...choices.map(({ description }) => description));
    return Promise.resolve(undefined);
  };
  return descriptions;
}

describe('a secret that waits', () => {
  const secret = {
    projectId: demo.projectId,
    accessKeyId: 'demo-key-2',
    displayName: 'staging',
    secret: 'demo-secret-2',
  };
  const node = { kind: 'pendingSecret', projectId: demo.projectId, accessKeyId: 'demo-key-2' };
  let app: App;
  beforeEach(async () => {
    app = await openApp({ signedIn: true });
    await app.parts.pendingSecrets.keep(secret);
  });
  afterEach(() => app.close());

  it('is copied, and goes on waiting until the user says it arrived', async () => {
    await copySecret(app.parts, node);
    assert.equal(await env.clipboard.readText(), 'demo-secret-2');
    assert.equal((await app.parts.pendingSecrets.list()).length, 1);

    app.prompts.will({ press: 'I’ve Saved It, Discard…' }, { confirm: false });
    await copySecret(app.parts, node);
    assert.equal((await app.parts.pendingSecrets.list()).length, 1);

    app.prompts.will({ press: 'I’ve Saved It, Discard…' }, { confirm: true });
    await copySecret(app.parts, node);
    assert.deepEqual(await app.parts.pendingSecrets.list(), []);
  });

  it('is copied with what a terminal would act on only after a question that says so', async () => {
    await env.clipboard.writeText('what was there');
    for (const odd of ['a\nrm -rf ~', 'a\rb', 'a\x1b[2Jb', 'a\u202eb']) {
      await app.parts.pendingSecrets.keep({ ...secret, secret: odd });
      app.prompts.will({ confirm: false });
      await copySecret(app.parts, node);
      const { message, detail = '', labels } = app.prompts.last('confirm');
      assert.equal(message, 'Copy the secret of “staging” to the clipboard?');
      assert.match(detail, /line breaks, control characters/);
      assert.ok(!detail.includes(odd));
      assert.deepEqual(labels, ['Don’t Copy', 'Copy Secret']);
    }
    assert.equal(await env.clipboard.readText(), 'what was there');
    app.prompts.will({ confirm: true });
    await copySecret(app.parts, node);
    assert.equal(await env.clipboard.readText(), 'a\u202eb');
  });

  it('is dropped only after a modal question', async () => {
    app.prompts.will({ confirm: false });
    await discardSecret(app.parts, node);
    assert.equal((await app.parts.pendingSecrets.list()).length, 1);
    app.prompts.will({ confirm: true });
    await discardSecret(app.parts, node);
    assert.deepEqual(await app.parts.pendingSecrets.list(), []);
    assert.match(app.prompts.last('confirm').detail ?? '', /never shows it again/);
    assert.deepEqual(app.prompts.last('confirm').labels, ['Keep Secret', 'Discard Secret']);
  });

  it('is kept for the rotation that was cut off as it created its key', async () => {
    await app.parts.rotations.write(cutOffRotation);
    app.parts.rotations.leave(cutOffRotation);
    const first = /paused rotation of “production”/;
    for (const take of [copySecret, discardSecret, insertIntoEnv])
      await assert.rejects(take(app.parts, node), first);
    await assert.rejects(copySecret(app.parts, undefined), /There are no pending secrets/);
    assert.equal((await app.parts.pendingSecrets.list()).length, 1);

    await app.parts.rotations.write({
      ...cutOffRotation,
      newKey: { kind: 'created', keyId: 'demo-key-2' },
      step: 'replace',
    });
    app.prompts.will({ confirm: true });
    await discardSecret(app.parts, node);
    assert.deepEqual(await app.parts.pendingSecrets.list(), []);
  });

  it('is picked where no row says which, and missed with a reason where there is none', async () => {
    app.prompts.will({ pick: 'staging' }, { confirm: true });
    await discardSecret(app.parts, undefined);
    await assert.rejects(discardSecret(app.parts, undefined), (error: unknown) => {
      return error instanceof UserError && error.message.startsWith('There are no pending secrets');
    });
  });

  it('can be copied straight after its key was created', async () => {
    app.prompts.will({ pick: 'Copy Secret' }, { press: 'I’ve Saved It, Discard…' }, { confirm: true });
    await askWhereToInsert(app.parts, secret);
    assert.equal(await env.clipboard.readText(), 'demo-secret-2');
    assert.deepEqual(await app.parts.pendingSecrets.list(), []);
  });

  it('is never in a message, a row or the log', async () => {
    await copySecret(app.parts, node);
    const rows = await app.parts.tree.getChildren(
      app.parts.tree.node({ kind: 'project', projectId: demo.projectId }),
    );
    const shown = JSON.stringify([
      app.prompts.asked,
      app.log.lines,
      rows.map(row => app.parts.tree.getTreeItem(row)),
    ]);
    assert.ok(shown.includes('staging'));
    assert.ok(!shown.includes('demo-secret'));
  });
});

describe('a secret that only this window holds', () => {
  const secret = {
    projectId: demo.projectId,
    accessKeyId: 'demo-key-2',
    displayName: 'staging',
    secret: 'demo-secret-2',
  };
  const given = useEnv({ signedIn: true });
  /** The keyring goes between the answer and the moment the secret is kept. */
  beforeEach(async () => {
    for (const call of ['get', 'store', 'delete', 'keys'] as const)
      given.app.secrets.trouble(call, 'rejects');
    assert.equal(await given.app.parts.pendingSecrets.keep(secret), 'heldInMemory');
  });

  it('can be copied, inserted and dropped from the palette', async () => {
    const { app, env: folder } = given;
    app.prompts.will({ pick: 'staging' });
    await copySecret(app.parts, undefined);
    assert.equal(await env.clipboard.readText(), 'demo-secret-2');

    await folder.open('.env', '');
    await insertIntoEnv(app.parts, undefined);
    assert.equal(await folder.read('.env'), lines);
    assert.equal(app.parts.pendingSecrets.isHeld(secret), false);

    await app.parts.pendingSecrets.keep(secret);
    app.prompts.will({ pick: 'staging' }, { confirm: true });
    await discardSecret(app.parts, undefined);
    assert.equal(app.parts.pendingSecrets.isHeld(secret), false);
  });

  it('is not said to be kept safely', async () => {
    const { app } = given;
    const described = descriptionsOfPicks(app);
    await askWhereToInsert(app.parts, secret);
    assert.match(described.join(), /in this window only/);
    assert.doesNotMatch(described.join(), /secret storage/);
  });

  it('is not mistaken for all there is where nothing is held', async () => {
    const { app } = given;
    await app.parts.pendingSecrets.drop(secret.projectId, secret.accessKeyId);
    await assert.rejects(copySecret(app.parts, undefined), SecretStorageError);
    await assert.rejects(insertIntoEnv(app.parts, undefined), SecretStorageError);
  });
});

describe('two secrets whose keys had the same name', () => {
  let app: App;
  beforeEach(async () => {
    app = await openApp({ signedIn: true });
    app.parts.keys.accept(demo.projectId, [
      { accessKeyId: 'demo-key-1', displayName: 'renamed since', projectId: demo.projectId },
      { accessKeyId: 'demo-key-2', displayName: 'same', projectId: demo.projectId },
    ]);
    for (const { accessKeyId, secret } of demo.keys) {
      await app.parts.pendingSecrets.keep({
        projectId: demo.projectId,
        accessKeyId,
        displayName: 'same',
        secret,
      });
    }
  });
  afterEach(() => app.close());

  it('go by the names their keys have now, and by their IDs', async () => {
    app.prompts.will({ pick: 'renamed since' }, { confirm: true });
    await discardSecret(app.parts, undefined);
    assert.deepEqual(app.prompts.last('pick').labels, ['$(key) renamed since', '$(key) same']);
    const { message, detail } = app.prompts.last('confirm');
    assert.equal(message, 'Discard the secret of “renamed since”?');
    assert.match(detail ?? '', /Access key demo-key-1 still exists/);
    assert.deepEqual(
      (await app.parts.pendingSecrets.list()).map(({ accessKeyId }) => accessKeyId),
      ['demo-key-2'],
    );
  });

  it('are told apart by the IDs of their keys where their names are not known', async () => {
    app.parts.keys.forget(demo.projectId);
    const described = descriptionsOfPicks(app);
    await discardSecret(app.parts, undefined);
    await insertIntoEnv(app.parts, undefined);
    const both = ['demo-project · demo-key-1', 'demo-project · demo-key-2'];
    assert.deepEqual(described, [...both, ...both]);
  });
});

describe('the clipboard', () => {
  it('loses a secret after a while', async () => {
    const clipboard = new Clipboard({
      clearAfter: () => 0.05,
      text: env.clipboard,
      whenReadable: read => {
        read();
        return { dispose: () => undefined };
      },
      log: new MemoryLog(),
    });
    await clipboard.copySecret('demo-secret');
    assert.equal(await env.clipboard.readText(), 'demo-secret');
    while ((await env.clipboard.readText()) !== '');
    clipboard.dispose();
  });
});
