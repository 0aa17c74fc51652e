import assert from 'node:assert/strict';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Uri } from 'vscode';
import { gitStatuses } from '../../src/envFiles/gitStatus';
import { MemorySecrets } from '../fakes/memorySecrets';
import { rotateKeys } from '../../src/commands/rotation/rotateKeys';
import { deferred } from '../fakes/deferred';
import { demo, keyNode, openApp } from './app';
import { Counts, countFiles } from './counted';
import { createAndInsert, rotate, type Flow } from './flows';

/** What a flow asks for, at most. */
function assertAtMost({ requests, counts }: Flow, most: Readonly<Record<string, number>>): void {
  const found = { requests, ...counts };
  const beyond = Object.entries(found).filter(([name, count]) => count > (most[name] ?? Infinity));
  assert.deepEqual(beyond, [], JSON.stringify(found));
}

/** Files on disk are asked about there: each call through VS Code is a round trip to its window. */
const noneOfWindow = { 'files.stat': 0, 'files.readFile': 0, 'files.readDirectory': 0 };

describe('what takes time', () => {
  it('is asked for a limited number of times while a key is created and inserted', async () => {
    const flow = await createAndInsert({ vault: new MemorySecrets(), rows: false });
    assert.equal(flow.requests, 2);
    assertAtMost(flow, {
      ...noneOfWindow,
      'secrets.get': 7,
      'secrets.store': 3,
      'secrets.delete': 3,
      'secrets.keys': 5,
    });
  });

  it('is asked for a limited number of times before the page of a rotation, and after it', async () => {
    const { page, rotation } = await rotate({ vault: new MemorySecrets(), rows: false });
    assert.equal(page.requests, 3);
    assertAtMost(page, { ...noneOfWindow, 'secrets.get': 5, 'secrets.store': 0, 'secrets.keys': 2 });
    assert.equal(rotation.requests, 3);
    assertAtMost(rotation, {
      ...noneOfWindow,
      'secrets.get': 24,
      'secrets.store': 8,
      'secrets.delete': 2,
      'secrets.keys': 3,
    });
  });

  it('goes on while Sinch lists the keys of a rotation: the files are searched', async () => {
    const [, { accessKeyId, displayName }] = demo.keys;
    const searched = deferred<undefined>();
    const app = await openApp({
      signedIn: true,
      onRequest: ({ operation }) =>
        operation === 'ListAccessKeys' ? searched.promise : Promise.resolve(undefined),
    });
    app.parts.keys.accept(demo.projectId, [{ projectId: demo.projectId, accessKeyId, displayName }]);
    const { keyUses } = app.parts.envFiles;
    const find: typeof keyUses.find = async (...asked) => {
      const found = await keyUses.find(...asked);
      searched.resolve(undefined);
      return found;
    };
    const envFiles = { ...app.parts.envFiles, keyUses: { find } };
    app.prompts.will({ pick: undefined });
    await rotateKeys({ ...app.parts, envFiles }, keyNode(app, accessKeyId), undefined);
    await app.close();
  });

  it('is asked for once for each folder in which files may have a repository', async () => {
    const folder = await realpath(await mkdtemp(path.join(os.tmpdir(), 'access-keys-')));
    const files = ['.env', 'api/.env', 'api/.env.local', 'worker/.env'];
    const counts = new Counts();
    const end = countFiles(counts);
    try {
      await gitStatuses(files.map(name => Uri.file(path.join(folder, name))));
    } finally {
      end();
      await rm(folder, { recursive: true });
    }
    const above = folder.split(path.sep).length - 1;
    assert.equal(counts.take()['disk.lstat'], above + ['.', 'api', 'worker'].length);
  });
});
