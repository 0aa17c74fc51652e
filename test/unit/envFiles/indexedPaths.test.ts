import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { indexedPaths } from '../../../src/envFiles/indexedPaths';

const hashLength = 20;

/** An index of version 2: as Git documents it, with the extensions given as names and contents. */
function indexOf(paths: readonly string[], extensions: readonly (readonly [string, string])[] = []): Buffer {
  const entries = paths.map(name => {
    const head = Buffer.alloc(40 + hashLength + 2);
    const whole = Buffer.concat([head, Buffer.from(name)]);
    return Buffer.concat([whole, Buffer.alloc(8 - (whole.length % 8))]);
  });
  const added = extensions.map(([name, content]) =>
    Buffer.concat([Buffer.from(name), number(content.length), Buffer.from(content)]),
  );
  return Buffer.concat([
    Buffer.from('DIRC'),
    number(2),
    number(paths.length),
    ...entries,
    ...added,
    Buffer.alloc(hashLength),
  ]);
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

describe('indexedPaths', () => {
  it('reads the paths, whatever their lengths, and passes by what may follow them', async () => {
    const paths = Array.from({ length: 20 }, (_, length) => `${'a'.repeat(length)}/ü.env`);
    assert.deepEqual(
      [
        ...((await indexedPaths(
          indexOf(paths, [
            ['TREE', 'x'],
            ['UNTR', ''],
          ]),
        )) ?? []),
      ],
      paths,
    );
    assert.deepEqual(await indexedPaths(indexOf([])), new Set());
  });

  it('knows nothing where a part it does not know has a say', async () => {
    for (const name of ['link', 'sdir', 'what'])
      assert.equal(await indexedPaths(indexOf(['.env'], [[name, 'x']])), undefined);
  });

  it('knows nothing of what is no index, or a part of one', async () => {
    const index = indexOf(['.env', 'app/.env']);
    for (let length = 0; length < index.length; length++)
      assert.equal(await indexedPaths(index.subarray(0, length)), undefined, String(length));

    for (const version of [1, 5]) {
      index.writeUInt32BE(version, 4);
      assert.equal(await indexedPaths(index), undefined);
    }
  });

  it('knows nothing of an index of a few bytes that stands for gigabytes of paths, and says so at once', async () => {
    const entry = (name: string): Buffer =>
      Buffer.concat([Buffer.alloc(40 + hashLength + 2), Buffer.from([0]), Buffer.from(`${name}\0`)]);
    const crafted = (first: string, count: number): Buffer =>
      Buffer.concat([
        Buffer.from('DIRC'),
        number(4),
        number(count + 1),
        entry(first),
        ...Array.from({ length: count }, () => entry('a')),
        Buffer.alloc(hashLength),
      ]);
    for (const index of [crafted('a'.repeat(100_000), 26_000), crafted('a'.repeat(1000), 26_000)]) {
      assert.ok(index.length < 1.9e6);
      const before = process.cpuUsage();
      assert.equal(await indexedPaths(index), undefined);
      const { user, system } = process.cpuUsage(before);
      assert.ok(user + system < 2e6, `${user + system} µs`);
    }
  });

  it('reads on nothing that has no name or no end, in less time than it takes to hash it', async () => {
    const size = 64 * 1024 * 1024;
    const crafted = (version: number, count: number, filling: string): Buffer => {
      const head = Buffer.concat([Buffer.from('DIRC'), number(version), number(count)]);
      return Buffer.concat([head, Buffer.alloc(size, filling), Buffer.alloc(hashLength)]);
    };
    for (const index of [
      crafted(4, size / 64, '\0'),
      crafted(4, 900_000, '\0'),
      crafted(2, 900_000, '\0'),
      crafted(2, 0, 'TREE\0\0\0\0'),
    ]) {
      const start = process.cpuUsage();
      createHash('sha256').update(index).digest();
      const { user: hashing } = process.cpuUsage(start);
      const begun = process.cpuUsage();
      assert.equal(await indexedPaths(index), undefined);
      const { user: reading } = process.cpuUsage(begun);
      assert.ok(reading < hashing, `${reading} µs of reading, ${hashing} µs of hashing`);
    }
  });

  it('lets other work be done while it reads a big one', async () => {
    let turns = 0;
    let timer = setImmediate(look);
    function look(): void {
      turns += 1;
      timer = setImmediate(look);
    }
    const paths = Array.from({ length: 40_000 }, (_, index) => `src/file${index}.ts`);
    const found = await indexedPaths(indexOf(paths), path => path.toUpperCase());
    clearImmediate(timer);
    assert.deepEqual(
      [...(found ?? [])],
      paths.map(path => path.toUpperCase()),
    );
    assert.ok(turns >= 19, `${turns} turns`);
  });

  it('never fails, whatever the bytes', async () => {
    const property = fc.asyncProperty(
      fc.uint8Array({ maxLength: 300 }),
      fc.integer({ min: 2, max: 4 }),
      fc.integer({ min: 0, max: 3 }),
      async (rest, version, count) => {
        await indexedPaths(Buffer.concat([Buffer.from('DIRC'), number(version), number(count), rest]));
      },
    );
    await fc.assert(property, { numRuns: 1000 });
  });

  describe('agrees with Git', () => {
    let folder: string;
    const git = async (...args: readonly string[]): Promise<string> => {
      const none = process.platform === 'win32' ? 'NUL' : '/dev/null';
      const env = { ...process.env, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: none };
      return (await promisify(execFile)('git', [...args], { cwd: folder, env })).stdout;
    };
    before(async function () {
      folder = os.tmpdir();
      if (await git('--version').catch(() => undefined)) return;
      console.log('There is no Git on this machine: its own indexes were not read.');
      this.test?.parent?.tests.splice(0);
    });
    beforeEach(async () => {
      folder = await mkdtemp(path.join(os.tmpdir(), 'index-'));
    });
    afterEach(() => rm(folder, { recursive: true }));

    async function begin(...options: readonly string[]): Promise<void> {
      await git('init', '--quiet', ...options);
      for (const name of ['.env', 'a b.env', 'app/.env', 'app/long/é.env', 'app/long/z', 'zoo/untracked']) {
        await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
        await writeFile(path.join(folder, name), name);
      }
      await git('add', '--', '.env', 'a b.env', 'app');
    }

    async function isRead(version: number): Promise<void> {
      const index = await readFile(path.join(folder, '.git', 'index'));
      assert.equal(index.readUInt32BE(4), version);
      const tracked = (await git('ls-files', '-z')).split('\0').slice(0, -1);
      assert.ok(tracked.includes('app/long/é.env') && !tracked.includes('zoo/untracked'));
      assert.deepEqual([...((await indexedPaths(index)) ?? [])], tracked);
    }

    it('on version 2', async () => {
      await begin();
      await isRead(2);
    });

    it('on version 3, which it takes for files that are yet to be added', async () => {
      await begin();
      await git('add', '--intent-to-add', 'zoo');
      await git('rm', '--cached', '--quiet', 'zoo/untracked', 'a b.env');
      await writeFile(path.join(folder, 'later.env'), '');
      await git('add', '--intent-to-add', 'later.env');
      await isRead(3);
    });

    it('on version 4, which leaves out what paths have in common', async () => {
      await begin();
      await git('update-index', '--index-version', '4');
      await isRead(4);
    });

    it('on objects named by SHA-256', async () => {
      await begin('--object-format=sha256');
      await isRead(2);
      await git('update-index', '--index-version', '4');
      await isRead(4);
    });

    it('or knows nothing of an index that is split', async () => {
      await begin();
      await git('update-index', '--split-index');
      assert.equal(await indexedPaths(await readFile(path.join(folder, '.git', 'index'))), undefined);
    });
  });
});
