import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { FileSystemError, Uri, workspace } from 'vscode';
import { contentOf, entriesOf, isWriteProtected, statOf } from '../../src/envFiles/readFiles';

const names = [
  'file',
  'folder',
  'pipe',
  'toFile',
  'toFolder',
  'toNothing',
  'toItself',
  'missing',
  'file/below',
];

describe('what is on disk', () => {
  let root: string;
  before(async () => {
    root = await realpath(await mkdtemp(path.join(os.tmpdir(), 'access-keys-')));
    await writeFile(path.join(root, 'file'), 'text');
    await mkdir(path.join(root, 'folder'));
    await promisify(execFile)('mkfifo', [path.join(root, 'pipe')]);
    for (const name of ['file', 'folder', 'nothing', 'itself']) {
      const link = `to${name[0]?.toUpperCase()}${name.slice(1)}`;
      await symlink(name === 'itself' ? link : name, path.join(root, link));
    }
  });
  after(() => rm(root, { recursive: true }));

  const at = (name: string): Uri => Uri.file(path.join(root, name));

  /** What `ask` finds, or what it fails with: whether nothing is there is all that anyone goes by. */
  async function found<T>(ask: PromiseLike<T>): Promise<T | 'missing' | 'unavailable'> {
    try {
      return await ask;
    } catch (error) {
      assert.ok(error instanceof FileSystemError);
      return error.code === 'FileNotFound' ? 'missing' : 'unavailable';
    }
  }

  for (const name of names) {
    it(`is said to be what VS Code says it is: ${name}`, async () => {
      const ours = await found(statOf(at(name)));
      const theirs = await found(workspace.fs.stat(at(name)));
      const facts = (stat: typeof ours) => (typeof stat === 'string' ? stat : [stat.type, stat.size]);
      assert.deepEqual(facts(ours), facts(theirs));
    });
  }

  for (const name of names.filter(each => each !== 'pipe')) {
    it(`reads as VS Code reads it: ${name}`, async () => {
      const read = (text: Uint8Array | string) =>
        typeof text === 'string' ? text : new TextDecoder().decode(text);
      assert.equal(
        read(await found(contentOf(at(name)))),
        read(await found(workspace.fs.readFile(at(name)))),
      );
    });
  }

  it('is not waited for where it is a pipe that took a file’s place', async () => {
    assert.equal(await found(contentOf(at('pipe'))), 'unavailable');
    // Reads that wait would keep all others from the disk.
    const reads = Array.from({ length: 8 }, () => found(contentOf(at('pipe'))));
    assert.deepEqual(new Set(await Promise.all(reads)), new Set(['unavailable']));
    assert.equal(new TextDecoder().decode(await contentOf(at('file'))), 'text');
  });

  it('is missing, not write-protected, once it is gone', async () => {
    assert.equal(await found(isWriteProtected(at('missing'))), 'missing');
    assert.equal(await found(isWriteProtected(at('file'))), false);
  });

  it('is listed as VS Code lists it', async () => {
    const sorted = (entries: readonly (readonly [string, number])[]) =>
      entries.toSorted(([a], [b]) => a.localeCompare(b)).map(entry => [...entry]);
    const theirs = await workspace.fs.readDirectory(Uri.file(root));
    assert.deepEqual(sorted(await entriesOf(Uri.file(root))), sorted(theirs));
    assert.equal(await found(entriesOf(at('missing'))), 'missing');
  });
});
