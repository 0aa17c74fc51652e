import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { build } from 'esbuild';
import {
  type DiskResult,
  type DiskSearch,
  type DiskSearchOptions,
  searchDisk,
} from '../../../src/envFiles/searchDisk';

const key = 'demo-key-searched';
const line = `SINCH_KEY_ID=${key}\n`;
const mebibyte = 1024 * 1024;

describe('searching folders on disk in a thread', () => {
  let scripts: string;
  let script: string;
  let place: string;
  before(async () => {
    scripts = mkdtempSync(path.join(os.tmpdir(), 'search-script-'));
    script = path.join(scripts, 'search.js');
    const source = path.join(import.meta.dirname, '../../../src/envFiles/searchWorker.ts');
    await build({ entryPoints: [source], outfile: script, bundle: true, platform: 'node' });
  });
  after(() => {
    rmSync(scripts, { recursive: true });
  });
  beforeEach(() => {
    place = mkdtempSync(path.join(os.tmpdir(), 'searched-'));
  });
  afterEach(() => {
    rmSync(place, { recursive: true });
  });

  const write = (name: string, content: string | Uint8Array = line): void => {
    writeFileSync(path.join(place, name), content);
  };

  function search(
    over: Partial<DiskSearch> = {},
    options: Partial<DiskSearchOptions> = {},
    run = script,
  ): Promise<DiskResult> {
    const folder = { path: place, hidden: [], hiddenBeside: [], notSearched: [], followsLinks: true };
    const { signal } = new AbortController();
    return searchDisk(run, { folders: [folder], words: [key], unsaved: [], ...over }, { signal, ...options });
  }

  const names = ({ hits }: DiskResult): readonly string[] => hits.map(({ path }) => path).sort();

  it('tells of each file that has a word, which words and where, and the text of .env files only', async () => {
    write('.env', `A=1\n${line}`);
    write('a.txt', `\uFEFF${key} other\n${key}-2`);
    write('none.txt', `${key}-2`);
    const { hits, complete } = await search({ words: [key, 'other'] });
    assert.equal(complete, true);
    assert.deepEqual(
      hits.toSorted((a, b) => a.path.localeCompare(b.path)),
      [
        { folder: 0, path: '.env', hit: { kind: 'env', lines: new Map([[key, [1]]]), text: `A=1\n${line}` } },
        {
          folder: 0,
          path: 'a.txt',
          hit: {
            kind: 'text',
            lines: new Map([
              [key, [0]],
              ['other', [0]],
            ]),
            text: '',
          },
        },
      ],
    );
  });

  it('keeps the text of a .env file to itself where it is told to', async () => {
    write('.env', `A=1\n${line}`);
    const { hits } = await search({ withoutTexts: true });
    const hit = { kind: 'env', lines: new Map([[key, [1]]]), text: '' };
    assert.deepEqual(hits, [{ folder: 0, path: '.env', hit }]);
  });

  it('passes by binary files and files over 1 MiB, and says so of a .env file', async () => {
    write('data.bin', `${line}\0`);
    write('empty.txt', '');
    write('fits.txt', line.padEnd(mebibyte, '\n'));
    write('big.txt', line.padEnd(mebibyte + 1, '\n'));
    const before = await search();
    assert.deepEqual([names(before), before.complete], [['fits.txt'], true]);
    write('.env', line.padEnd(mebibyte + 1, '\n'));
    const after = await search();
    assert.deepEqual([names(after), after.complete], [['fits.txt'], false]);
  });

  it('says so where a .env file can’t be read, but not of another file', async () => {
    for (const name of ['locked.txt', '.env']) {
      write(name);
      chmodSync(path.join(place, name), 0);
      // The superuser can read everything.
      const isReadable = canRead(path.join(place, name));
      const { complete } = await search();
      assert.equal(complete, isReadable || name !== '.env');
    }
  });

  it('does not read files whose text in the editor is not saved', async () => {
    write('.env', 'A=1\n');
    write('a.txt');
    const unsaved = [path.join(place, '.env'), path.join(place, 'elsewhere.env')];
    const { hits } = await search({ unsaved });
    assert.deepEqual(hits.map(({ path, hit }) => [path, hit?.kind]).sort(), [
      ['.env', undefined],
      ['a.txt', 'text'],
    ]);
  });

  it('says how far it is, from nothing to all', async () => {
    for (let index = 0; index < 250; index++) write(`${index}.txt`, '');
    const steps: (readonly [number, number])[] = [];
    await search({}, { onProgress: (done, of) => steps.push([done, of]) });
    assert.deepEqual(
      [steps[0], steps.at(-1)],
      [
        [0, 250],
        [250, 250],
      ],
    );
    assert.ok(steps.length <= 102, String(steps.length));
  });

  it('is over at once where it is told to stop, at any moment', async () => {
    for (let index = 0; index < 250; index++) write(`${index}.txt`, '');
    await assert.rejects(search({}, { signal: AbortSignal.abort() }), { name: 'AbortError' });
    for (const stopAt of [undefined, 0, 100]) {
      const controller = new AbortController();
      let first: Promise<unknown> | undefined;
      const seen: number[] = [];
      const stop = (): void => {
        controller.abort();
        first = Promise.race([outcome, setImmediate('late')]);
      };
      const onProgress = (done: number): void => {
        seen.push(done);
        if (stopAt !== undefined && done >= stopAt) stop();
      };
      const outcome = search({}, { signal: controller.signal, onProgress }).catch((error: unknown) => error);
      if (stopAt === undefined) stop();
      await outcome;
      const error = await first;
      assert.ok(error instanceof Error && error.name === 'AbortError', String(error));
      assert.ok(
        seen.every(done => done <= 102),
        seen.join(),
      );
    }
  });

  it('fails where its script is missing, fails or ends early', async () => {
    await assert.rejects(search({}, {}, path.join(scripts, 'gone.js')), /gone\.js/);
    const broken = path.join(scripts, 'broken.js');
    writeFileSync(broken, 'throw new Error("broken on purpose")');
    await assert.rejects(search({}, {}, broken), /broken on purpose/);
    writeFileSync(broken, 'process.exit(0)');
    await assert.rejects(search({}, {}, broken), /ended early/);
  });
});

function canRead(file: string): boolean {
  try {
    readFileSync(file);
    return true;
  } catch {
    return false;
  }
}
