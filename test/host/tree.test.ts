import assert from 'node:assert/strict';
import { MarkdownString, TreeItemCollapsibleState } from 'vscode';
import { refresh, refreshAll } from '../../src/commands/refresh';
import { nodeId } from '../../src/tree/nodes';
import type { SeedProject } from '../emulator/contract';
import { type App, demo, openApp, pointedAt, projectNode, storeCredential } from './app';

describe('the tree', () => {
  let app: App;
  afterEach(() => app.close());

  it('asks nobody until a project is expanded', async () => {
    app = await openApp({ signedIn: true });
    assert.deepEqual(await app.labels(), [demo.projectId]);
    assert.deepEqual(app.emulator.requests, []);
  });

  it('counts the keys of a project once they are known', async () => {
    app = await openApp({ signedIn: true });
    await app.labels(projectNode(app));
    assert.deepEqual(await app.labels(), [`${demo.projectId} | 2/10 keys`]);
  });

  for (const [unread, text] of [
    [[{}], '1 key could not be read'],
    [[{}, { accessKeyId: '..' }], '2 keys could not be read'],
  ] as const) {
    it(`says that ${text}, and shows the others`, async () => {
      app = await openApp({ signedIn: true });
      const body = { accessKeys: [{ accessKeyId: 'demo-key-2', displayName: 'staging' }, ...unread] };
      app.emulator.fault({ operation: 'ListAccessKeys', kind: 'answer', status: 200, body });
      assert.deepEqual(await app.labels(projectNode(app)), ['staging']);
      assert.deepEqual(await app.labels(), [`demo-project | 1/10 keys · ${text}`]);
    });
  }

  it('shows name, age and use of a key; its IDs and times only in the tooltip', async () => {
    const project: SeedProject = {
      ...demo,
      keys: [{ ...demo.keys[0], createTime: '2020-01-01T00:00:00Z', updateTime: '2021-01-01T00:00:00Z' }],
    };
    app = await openApp({ projects: [project], signedIn: true });
    const [label] = await app.labels(projectNode(app));
    assert.match(label ?? '', /^production \| \d+ years ago · sign-in key$/);
    const { tooltip, accessibilityInformation, collapsibleState } = await pointedAt(app, 'demo-key-1');
    assert.ok(tooltip instanceof MarkdownString);
    const plain = tooltip.value.replaceAll(/\\|&nbsp;/g, ' ').replaceAll(/\s+/g, ' ');
    assert.match(plain, /demo ?- ?key ?- ?1/);
    assert.match(plain, /Created: .*2020.*years ago/);
    assert.match(plain, /Updated: .*2021.*years ago/);
    assert.match(
      accessibilityInformation?.label ?? '',
      /^Access key production, \d+ years ago · sign-in key$/,
    );
    assert.equal(collapsibleState, TreeItemCollapsibleState.None);
  });

  it('does not read a name as Markdown', async () => {
    const project: SeedProject = {
      ...demo,
      keys: [{ ...demo.keys[0], displayName: '[a](command:b) <img>' }],
    };
    app = await openApp({ projects: [project], signedIn: true });
    await app.labels(projectNode(app));
    const { tooltip } = await pointedAt(app, 'demo-key-1');
    assert.ok(tooltip instanceof MarkdownString);
    assert.ok(!tooltip.value.includes('[a](') && !tooltip.value.includes('<img>'));
    assert.ok(!tooltip.isTrusted);
  });

  it('says so when a project has no keys, and offers to create one', async () => {
    app = await openApp({ projects: [demo, { projectId: 'empty-project', keys: [] }], signedIn: true });
    await app.parts.projects.add({ id: 'empty-project' });
    app.parts.keys.accept('empty-project', []);
    const [row] = await app.parts.tree.getChildren(projectNode(app, 'empty-project'));
    assert.ok(row);
    const { label, command } = app.parts.tree.getTreeItem(row);
    assert.equal(label, 'No access keys yet');
    assert.equal(command?.command, 'sinchAccessKeys.createKey');
  });

  it('says so when the project is signed out', async () => {
    app = await openApp();
    await app.parts.projects.add({ id: demo.projectId });
    assert.deepEqual(await app.labels(projectNode(app)), ['Signed out | sign in again']);
    assert.deepEqual(await app.labels(), [`${demo.projectId} | signed out`]);
    assert.equal(app.parts.tree.getTreeItem(projectNode(app)).contextValue, 'project.signedOut');
    assert.deepEqual(app.emulator.requests, []);
  });

  it('is signed out once its key is gone, and not while the network is', async () => {
    app = await openApp({ signedIn: true });
    await storeCredential(app, demo.projectId, {
      kind: 'keyPair',
      keyId: 'demo-key-1',
      keySecret: 'wrong',
    });
    assert.deepEqual(await app.labels(projectNode(app)), ['Signed out | sign in again']);
    await app.emulator.close();
    await app.parts.keys.reload(demo.projectId);
    assert.deepEqual(await app.labels(projectNode(app)), [
      'Couldn’t load the keys | Sinch can’t be reached · try again',
    ]);
  });

  it('keeps the keys it knows when a refresh fails, says why, and is well again after the next', async () => {
    app = await openApp({ signedIn: true });
    await app.labels(projectNode(app));
    app.emulator.fault({ operation: 'ListAccessKeys', kind: 'answer', status: 403 });
    await refresh(app.parts, projectNode(app));
    assert.deepEqual(await app.labels(projectNode(app)), [
      'Couldn’t load the keys | access denied · check the project ID, or ask Sinch for access to the API',
      'production | 3 days ago · sign-in key',
      'staging | 3 days ago',
    ]);
    const [row] = await app.parts.tree.getChildren(projectNode(app));
    assert.ok(row);
    const { tooltip } = app.parts.tree.getTreeItem(row);
    assert.ok(typeof tooltip === 'string');
    assert.match(tooltip, /denied access/);
    await refresh(app.parts, row);
    assert.deepEqual(await app.labels(projectNode(app)), [
      'production | 3 days ago · sign-in key',
      'staging | 3 days ago',
    ]);
  });

  it('asks which project to refresh where it is called on none', async () => {
    app = await openApp({ signedIn: true });
    await app.parts.projects.add({ id: 'other-project' });
    app.prompts.will({ pick: demo.projectId });
    await refresh(app.parts, undefined);
    assert.equal(app.parts.keys.peek(demo.projectId).status, 'loaded');
    assert.equal(app.parts.keys.peek('other-project').status, 'unknown');
  });

  it('refreshes every project that was looked at, and no other', async () => {
    const other: SeedProject = {
      projectId: 'other-project',
      keys: [{ ...demo.keys[0], accessKeyId: 'other-key' }],
    };
    app = await openApp({ projects: [demo, other], signedIn: true });
    await app.parts.projects.add({ id: 'other-project' });
    await app.labels(projectNode(app));
    app.emulator.reset();
    await refreshAll(app.parts);
    assert.deepEqual(
      app.emulator.requests.filter(({ operation }) => operation === 'ListAccessKeys').map(({ url }) => url),
      [`/v1/projects/${demo.projectId}/accessKeys`],
    );
  });

  it('keeps the same objects and ids across a refresh, and names the smallest row that changed', async () => {
    app = await openApp({ signedIn: true });
    const before = await app.parts.tree.getChildren(projectNode(app));
    const fired: unknown[] = [];
    app.parts.tree.onDidChangeTreeData(node => fired.push(node));
    await refresh(app.parts, projectNode(app));
    const after = await app.parts.tree.getChildren(projectNode(app));
    assert.equal(after.length, 2);
    for (const [index, node] of after.entries()) assert.equal(node, before[index]);
    assert.deepEqual(fired, [projectNode(app)]);
    for (const node of after) {
      assert.equal(app.parts.tree.getTreeItem(node).id, nodeId(node));
      assert.equal(app.parts.tree.getParent(node), projectNode(app));
    }
  });

  it('sends one list call however often it is asked at once', async () => {
    app = await openApp({ signedIn: true });
    await Promise.all([
      app.labels(projectNode(app)),
      app.labels(projectNode(app)),
      app.parts.keys.reload(demo.projectId),
    ]);
    assert.equal(app.emulator.requests.filter(({ operation }) => operation === 'ListAccessKeys').length, 1);
  });

  it('shows a secret that waits above the keys, in every window and after a restart', async () => {
    app = await openApp({ signedIn: true });
    const waiting = {
      projectId: demo.projectId,
      accessKeyId: 'demo-key-2',
      displayName: 'staging',
      secret: 'demo-secret-2',
    };
    await app.parts.pendingSecrets.keep(waiting);
    const later = await openApp({ sharedWith: app, endpoints: app.emulator });
    later.parts.projects.reread();
    for (const window of [app, later]) {
      assert.deepEqual(await window.labels(projectNode(window)), [
        'Secret of “staging” | pending',
        'production | 3 days ago · sign-in key',
        'staging | 3 days ago · pending secret',
      ]);
    }
    await later.close();
  });

  describe('with a secret that waits', () => {
    const secret = {
      projectId: demo.projectId,
      accessKeyId: 'demo-key-2',
      displayName: 'staging',
      secret: 'demo-secret-2',
    };
    const row = { kind: 'pendingSecret', projectId: demo.projectId, accessKeyId: 'demo-key-2' } as const;
    const tooltip = () =>
      app.parts.tree.getTreeItem(app.parts.tree.node(row)).accessibilityInformation?.label ?? '';

    it('calls it by the name its key has now, and tells it from another by the key’s ID', async () => {
      app = await openApp({ signedIn: true });
      await app.parts.pendingSecrets.keep({ ...secret, displayName: 'before' });
      assert.equal((await app.labels(projectNode(app)))[0], 'Secret of “staging” | pending');
      assert.match(tooltip(), /“staging” \(demo-key-2\) stays in VS Code’s secret storage/);
    });

    it('says so where it is in memory only, until it is stored after all', async () => {
      app = await openApp({ signedIn: true });
      for (const call of ['get', 'store', 'keys'] as const) app.secrets.trouble(call, 'rejects');
      await app.parts.pendingSecrets.keep(secret);
      assert.deepEqual(await app.labels(projectNode(app)), [
        'Couldn’t load the keys | try again',
        'Secret of “staging” | only in this window',
      ]);
      assert.match(tooltip(), /only in this window’s memory[^]*before you close the window, or it is lost/);

      for (const call of ['get', 'store', 'keys'] as const) app.secrets.trouble(call, undefined);
      const stored = new Promise<void>(resolve => {
        app.parts.tree.onDidChangeTreeData(() => {
          if (!app.parts.pendingSecrets.isHeld(secret)) resolve();
        });
      });
      await refresh(app.parts, projectNode(app));
      await app.labels(projectNode(app));
      await stored;
      assert.equal((await app.labels(projectNode(app)))[0], 'Secret of “staging” | pending');
    });
  });

  it('forgets keys when nobody can say any more with which credential they were listed', async () => {
    app = await openApp({ signedIn: true });
    await app.labels(projectNode(app));
    const forgotten = new Promise<void>(resolve => {
      app.parts.keys.onDidChange(() => {
        resolve();
      });
    });
    app.secrets.trouble('get', 'rejects');
    app.parts.credentials.touch(demo.projectId);
    await forgotten;
    assert.equal(app.parts.keys.peek(demo.projectId).status, 'unknown');
    assert.match(app.log.lines.join('\n'), /The credential of demo-project could not be read/);
  });
});
