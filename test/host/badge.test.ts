import assert from 'node:assert/strict';
import type { ViewBadge } from 'vscode';
import { showBadge } from '../../src/tree/showBadge';
import type { Rotation } from '../../src/rotation/rotation';
import { type App, demo, openApp } from './app';

describe('the badge', () => {
  const secret = {
    projectId: demo.projectId,
    accessKeyId: 'demo-key-2',
    displayName: 'staging',
    secret: 'demo-secret-2',
  };
  const rotation: Rotation = {
    projectId: demo.projectId,
    oldKeyId: 'demo-key-1',
    oldName: 'production',
    newName: 'production 2026-01-31',
    newKey: { kind: 'notCreated' },
    begunAt: 1,
    ending: 'keep',
    step: 'create',
    files: [],
  };
  let app: App;
  beforeEach(async () => {
    app = await openApp({ signedIn: true });
  });
  afterEach(() => app.close());

  /** A view with the badge, and the way to wait until that is another one. */
  function watch() {
    const seen: (ViewBadge | undefined)[] = [];
    let look = (): void => undefined;
    const view = {
      set badge(badge: ViewBadge | undefined) {
        seen.push(badge);
        look();
      },
    };
    const counting = showBadge(app.parts, view);
    const until = (tooltip: string | undefined) =>
      new Promise<ViewBadge | undefined>(resolve => {
        look = () => {
          if (seen.length > 0 && seen.at(-1)?.tooltip === tooltip) resolve(seen.at(-1));
        };
        look();
      });
    return { until, counting };
  }

  async function shows(value: number, tooltip: string): Promise<void> {
    const { until, counting } = watch();
    assert.equal((await until(tooltip))?.value, value);
    counting.dispose();
  }

  it('counts what waits for the user, one of a kind as one', async () => {
    await app.parts.pendingSecrets.keep(secret);
    await shows(1, '1 pending secret');
    await app.parts.rotations.write(rotation);
    app.parts.rotations.leave(rotation);
    app.parts.creations.leave((await app.parts.creations.begin(demo.projectId, 'other')).id);
    await shows(3, '1 pending secret, 1 unconfirmed key, 1 paused rotation');
    await app.parts.pendingSecrets.keep({ ...secret, accessKeyId: 'demo-key-3' });
    await shows(4, '2 pending secrets, 1 unconfirmed key, 1 paused rotation');
  });

  it('counts those of the projects in the list only, and again where one is added', async () => {
    await app.parts.pendingSecrets.keep({ ...secret, projectId: 'other-project' });
    const { until, counting } = watch();
    assert.equal(await until(undefined), undefined);
    await app.parts.projects.add({ id: 'other-project' });
    assert.equal((await until('1 pending secret'))?.value, 1);
    counting.dispose();
  });

  it('counts a secret in memory where SecretStorage does not answer', async () => {
    for (const call of ['get', 'store', 'keys'] as const) app.secrets.trouble(call, 'rejects');
    assert.equal(await app.parts.pendingSecrets.keep(secret), 'heldInMemory');
    await shows(1, '1 pending secret');
  });
});
