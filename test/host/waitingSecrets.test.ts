import assert from 'node:assert/strict';
import { env } from 'vscode';
import { copySecret } from '../../src/commands/secrets/copySecret';
import { dropSecret } from '../../src/commands/secrets/dropSecret';
import { placeSecret } from '../../src/commands/secrets/placeSecret';
import { Clipboard } from '../../src/ui/clipboard';
import { UserError } from '../../src/ui/userError';
import { type App, demo, openApp } from './app';

describe('a secret that waits', () => {
  const secret = {
    projectId: demo.projectId,
    accessKeyId: 'demo-key-2',
    displayName: 'staging',
    secret: 'demo-secret-2',
  };
  const node = { kind: 'waitingSecret', projectId: demo.projectId, accessKeyId: 'demo-key-2' };
  let app: App;
  beforeEach(async () => {
    app = await openApp({ signedIn: true });
    await app.parts.waiting.keep(secret);
  });
  afterEach(() => app.close());

  it('is copied, and goes on waiting until the user says it arrived', async () => {
    await copySecret(app.parts, node);
    assert.equal(await env.clipboard.readText(), 'demo-secret-2');
    assert.equal((await app.parts.waiting.list()).length, 1);

    app.prompts.will({ press: 'It Arrived: Drop It' });
    await copySecret(app.parts, node);
    assert.deepEqual(await app.parts.waiting.list(), []);
  });

  it('is dropped only after a modal question', async () => {
    app.prompts.will({ confirm: false });
    await dropSecret(app.parts, node);
    assert.equal((await app.parts.waiting.list()).length, 1);
    app.prompts.will({ confirm: true });
    await dropSecret(app.parts, node);
    assert.deepEqual(await app.parts.waiting.list(), []);
    assert.match(app.prompts.last('confirm').detail ?? '', /never shows it again/);
  });

  it('is picked where no row says which, and missed with a reason where there is none', async () => {
    app.prompts.will({ pick: 'staging' }, { confirm: true });
    await dropSecret(app.parts, undefined);
    await assert.rejects(dropSecret(app.parts, undefined), (error: unknown) => {
      return error instanceof UserError && error.message.startsWith('No secret is waiting');
    });
  });

  it('can be copied straight after its key was created', async () => {
    app.prompts.will({ pick: 'Copy Secret' }, { press: 'It Arrived: Drop It' });
    await placeSecret(app.parts, secret);
    assert.equal(await env.clipboard.readText(), 'demo-secret-2');
    assert.deepEqual(await app.parts.waiting.list(), []);
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

describe('the clipboard', () => {
  /** Resolves once the clipboard holds `text`. */
  async function untilItHolds(text: string): Promise<void> {
    while ((await env.clipboard.readText()) !== text);
  }

  it('loses a secret after a while', async () => {
    const clipboard = new Clipboard(() => 0.05);
    assert.equal(await clipboard.copySecret('demo-secret'), 0.05);
    assert.equal(await env.clipboard.readText(), 'demo-secret');
    await untilItHolds('');
    clipboard.dispose();
  });

  it('keeps what was copied since', async () => {
    const clipboard = new Clipboard(() => 0.02);
    await clipboard.copySecret('demo-secret');
    await env.clipboard.writeText('something else');
    // A timer that is due later runs later, and VS Code answers calls in their order.
    await new Promise(resolve => setTimeout(resolve, 40));
    assert.equal(await env.clipboard.readText(), 'something else');
    clipboard.dispose();
  });

  it('keeps a secret where the setting says never', async () => {
    const clipboard = new Clipboard(() => 0);
    assert.equal(await clipboard.copySecret('demo-secret'), 0);
    assert.equal(await env.clipboard.readText(), 'demo-secret');
    await env.clipboard.writeText('');
    clipboard.dispose();
  });
});
