import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { commands, FileSystemError, Position, Uri, window, workspace, WorkspaceEdit } from 'vscode';
import type { FoundUses, KeyUse, SearchOptions } from '../../src/envFiles/keyUses';
import { type App, type AppOptions, openApp } from './app';
import { MemoryFiles } from './memoryFiles';
import { withFolders } from './workspaceFolders';

describe('finding the files that use a key', () => {
  const key = 'demo-key-searched';
  const secret = 'demo-secret-searched';
  const pair = `SINCH_KEY_ID=${key}\nSINCH_KEY_SECRET=${secret}\n`;
  let app: App;
  let root: Uri;

  async function start(options?: AppOptions): Promise<void> {
    app = await openApp(options);
    const [folder] = workspace.workspaceFolders ?? [];
    assert.ok(folder);
    root = Uri.joinPath(folder.uri, 'searched');
    await mkdir(root.fsPath, { recursive: true });
  }
  beforeEach(() => start());
  afterEach(async () => {
    await rm(root.fsPath, { recursive: true, force: true });
    await app.close();
  });

  async function write(name: string, content: string | Uint8Array = pair): Promise<Uri> {
    const uri = Uri.joinPath(root, name);
    await mkdir(path.dirname(uri.fsPath), { recursive: true });
    await writeFile(uri.fsPath, content);
    return uri;
  }

  function find(options: Partial<SearchOptions> = {}, ...ids: readonly string[]): Promise<FoundUses> {
    const { signal } = new AbortController();
    return app.parts.envFiles.keyUses.find(ids.length > 0 ? ids : [key], { signal, ...options });
  }

  const nameOf = ({ uri }: Pick<KeyUse, 'uri'>): string => uri.path.slice(root.path.length + 1);

  async function names(): Promise<readonly string[]> {
    const { uses } = await find();
    return uses.map(nameOf);
  }

  /** Does `work` while the user has a setting of VS Code's own. */
  async function withSetting(section: string, value: unknown, work: () => Promise<void>): Promise<void> {
    const settings = workspace.getConfiguration(section);
    const before = settings.inspect('exclude')?.globalValue;
    await settings.update('exclude', value, true);
    try {
      await work();
    } finally {
      await settings.update('exclude', before, true);
    }
  }

  it('names .env files first, the last used before the others, then the rest by path', async () => {
    const zoo = await write('zoo/.env');
    for (const name of ['a.md', 'zoo/b.ts', '.env.local', 'app/.env', '.envrc', 'Dockerfile'])
      await write(name);
    await write('other/.env', 'SINCH_KEY_ID=demo-key-other\n');
    await app.parts.envFiles.recent.add(zoo);
    assert.deepEqual(await names(), [
      'zoo/.env',
      '.env.local',
      'app/.env',
      '.envrc',
      ...['Dockerfile', 'a.md', 'zoo/b.ts'].toSorted((a, b) => a.localeCompare(b)),
    ]);
  });

  it('tells of a .env file which variables hold the key, and on which lines', async () => {
    await write('.env', `# ${key}\n${pair}PROD_SINCH_KEY_ID=${key}\nPROD_SINCH_KEY_SECRET=\n`);
    const { uses, incomplete } = await find();
    const [use] = uses;
    assert.ok(use);
    assert.equal(incomplete, false);
    assert.deepEqual(
      { ...use, uri: nameOf(use) },
      {
        uri: '.env',
        accessKeyId: key,
        kind: 'env',
        lines: [0, 1, 3],
        pairs: [
          { keyIdName: 'SINCH_KEY_ID', keySecretName: 'SINCH_KEY_SECRET', keySecret: secret, line: 1 },
          { keyIdName: 'PROD_SINCH_KEY_ID', keySecretName: 'PROD_SINCH_KEY_SECRET', keySecret: '', line: 3 },
        ],
      },
    );
  });

  it('names files it would not change without their variables: templates, other tools’, any text', async () => {
    for (const name of ['.env.example', '.env.keys', 'compose.yaml']) await write(name);
    const { uses } = await find();
    assert.deepEqual(
      uses.map(use => [nameOf(use), use.kind, use.pairs.length, use.lines]),
      [
        ['.env.example', 'text', 0, [0]],
        ['.env.keys', 'text', 0, [0]],
        ['compose.yaml', 'text', 0, [0]],
      ],
    );
  });

  it('looks for whole IDs, and for several at once', async () => {
    await write('.env', `SINCH_KEY_ID=${key}-2\nSINCH_KEY_SECRET=x\nOTHER=${key}\nTHIRD=x${key}\n`);
    const { uses } = await find({}, key, `${key}-2`, key, '');
    assert.deepEqual(
      uses.map(({ accessKeyId, lines }) => [accessKeyId, lines]),
      [
        [key, [2]],
        [`${key}-2`, [0]],
      ],
    );
  });

  it('knows a secret under any name where it is told of it, and the user’s own names', async () => {
    await write('.env', `USERNAME=${key}\nPASSWORD=${secret}\n`);
    const namesIn = (uses: readonly KeyUse[]): readonly unknown[] =>
      uses.flatMap(({ pairs }) => pairs.map(({ keySecretName }) => keySecretName));
    const found = await find();
    assert.deepEqual(namesIn(found.uses), [undefined]);
    assert.deepEqual(namesIn(found.usesGiven(new Map([[key, secret]]))), ['PASSWORD']);
    await app.close();
    await start({
      envSettings: { names: { projectId: '', keyId: 'USERNAME', keySecret: 'PASSWORD' } },
    });
    assert.deepEqual(namesIn((await find()).uses), ['PASSWORD']);
  });

  it('passes by dependencies and histories', async () => {
    for (const folder of ['node_modules', 'vendor', '.venv', '__pycache__', '.git', '.svn']) {
      await write(`${folder}/demo/.env`);
      await write(`app/${folder}/notes.txt`);
    }
    assert.deepEqual(await names(), []);
  });

  it('leaves out what is kept from searches, save .env files, which are', async () => {
    for (const name of [
      'out/a.txt',
      'b.map',
      'c.min.js',
      'd,e.txt',
      'kept.txt',
      'deep/inner/f.txt',
      'out/.env',
    ])
      await write(name);

    const globs = {
      'searched/out': true,
      '**/*.{map,min.js}': true,
      '**/d,e.txt': true,
      '**/kept.txt': false,
      '**/{deep,deeper}/in*/**': true,
      '**/*.txt': { when: '$(basename).md' },
    };
    await withSetting('search', globs, async () => {
      assert.deepEqual(await names(), ['out/.env', 'kept.txt']);
    });
  });

  it('leaves out what is hidden', async () => {
    for (const name of ['hidden/a.txt', 'hidden/.env', 'b.txt']) await write(name);
    await withSetting('files', { '**/hidden': true }, async () => {
      assert.deepEqual(await names(), ['b.txt']);
    });
  });

  it('passes by binary files and files over 1 MiB, and says so of a .env file', async () => {
    const filler = 'x'.repeat(1024 * 1024 - pair.length - 1);
    await write('fits.txt', `${pair}\n${filler}`);
    await write('big.txt', `${pair}\n${filler}x`);
    await write('data.bin', Buffer.concat([Buffer.from(pair), Buffer.from([0])]));
    const before = await find();
    assert.deepEqual([before.uses.map(nameOf), before.incomplete], [['fits.txt'], false]);
    await write('.env', `${pair}\n${filler}x`);
    const after = await find();
    assert.deepEqual([after.uses.map(nameOf), after.incomplete], [['fits.txt'], true]);
  });

  it('does not wait for what comes out of a named pipe', async () => {
    if (process.platform === 'win32') return;
    await promisify(execFile)('mkfifo', [Uri.joinPath(root, '.env').fsPath]);
    await write('a.txt');
    assert.deepEqual(await names(), ['a.txt']);
  });

  it('goes by what the editor shows where that is not saved', async () => {
    const uri = await write('.env', 'A=1\n');
    const other = await write('.env.local');
    await window.showTextDocument(uri);
    const edit = new WorkspaceEdit();
    edit.insert(uri, new Position(0, 0), pair);
    edit.insert(other, new Position(0, `SINCH_KEY_ID=${key}`.length), 'x');
    await workspace.applyEdit(edit);
    try {
      const { uses } = await find();
      assert.deepEqual(
        uses.map(use => [nameOf(use), use.lines, use.pairs[0]?.keySecret]),
        [['.env', [0], secret]],
      );
    } finally {
      for (const dirty of [uri, other]) {
        await window.showTextDocument(dirty);
        await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      }
    }
  });

  it('searches folders that are on no disk', async () => {
    const memory = new MemoryFiles('memory-searched');
    try {
      memory.put('/app/.env', pair);
      memory.put('/app/src/main.ts', pair);
      memory.put('/app/node_modules/demo/.env', pair);
      await write('.env');
      await withFolders([{ uri: memory.uri('/app') }], async () => {
        const { uses } = await find();
        assert.deepEqual(uses.map(({ uri, kind }) => [kind, uri.scheme, uri.path]).sort(), [
          ['env', 'file', Uri.joinPath(root, '.env').path],
          ['env', 'memory-searched', '/app/.env'],
          ['text', 'memory-searched', '/app/src/main.ts'],
        ]);
      });
    } finally {
      memory.dispose();
    }
  });

  it('says that there may be more where folders on no disk are too deep, too many or not to be read', async () => {
    const incomplete = async (scheme: string, fill: (memory: MemoryFiles) => void): Promise<boolean> => {
      const memory = new MemoryFiles(scheme);
      try {
        fill(memory);
        let found: FoundUses | undefined;
        await withFolders([{ uri: memory.uri('/app') }], async () => {
          found = await find();
        });
        return found?.incomplete ?? false;
      } finally {
        memory.dispose();
      }
    };
    const flat = (memory: MemoryFiles): void => void memory.put('/app/1/2/3/.env', '');
    assert.equal(await incomplete('memory-flat', flat), false);
    assert.equal(await incomplete('memory-deep', memory => void memory.put('/app/1/2/3/4/.env', pair)), true);
    const many = (memory: MemoryFiles): void => {
      for (let index = 0; index < 250; index++) memory.put(`/app/${index}/a.txt`, '');
    };
    assert.equal(await incomplete('memory-many', many), true);
    const closed = (memory: MemoryFiles): void => {
      memory.put('/app/1/.env', pair);
      const list = memory.readDirectory.bind(memory);
      memory.readDirectory = uri => {
        if (uri.path === '/app/1') throw FileSystemError.NoPermissions(uri);
        return list(uri);
      };
    };
    assert.equal(await incomplete('memory-closed', closed), true);
  });

  it('leaves out no .env file that was used lately, where there are too many to list', async () => {
    for (let index = 0; index < 230; index++) await write(`many/${index}.env`, '');
    const { targets, recent } = app.parts.envFiles;
    const before = await targets.files();
    assert.deepEqual([before.complete, (await find()).incomplete], [false, false]);
    const listed = new Set(before.files.map(({ uri }) => uri.toString()));
    const unlisted = Array.from({ length: 230 }, (_, index) =>
      Uri.joinPath(root, `many/${index}.env`),
    ).filter(uri => !listed.has(uri.toString()));
    for (const uri of unlisted) await recent.add(uri);
    await recent.add(Uri.joinPath(root, 'many/gone.env'));
    const used = recent.all().slice(1);
    const { files } = await targets.files();
    assert.deepEqual(
      files.slice(0, used.length).map(({ uri }) => uri.toString()),
      used,
    );
    assert.ok(used.length > 10);
  });

  it('says how far it is, from nothing to all', async () => {
    for (let index = 0; index < 250; index++) await write(`many/${index}.txt`, '');
    const steps: (readonly [number, number])[] = [];
    await find({
      onProgress: (done, of) => {
        steps.push([done, of]);
      },
    });
    const [, all = 0] = steps[0] ?? [];
    assert.ok(all >= 250, String(all));
    assert.deepEqual(steps[0], [0, all]);
    assert.deepEqual(steps.at(-1), [all, all]);
    assert.ok(steps.length <= 102, String(steps.length));
    assert.deepEqual(
      steps,
      steps.toSorted(([a], [b]) => a - b),
    );
  });

  it('stops when it is told to, at any moment', async () => {
    for (let index = 0; index < 250; index++) await write(`many/${index}.txt`, '');
    const aborted = { name: 'AbortError' };
    await assert.rejects(find({ signal: AbortSignal.abort() }), aborted);

    const early = new AbortController();
    const listing = find({ signal: early.signal });
    early.abort();
    await assert.rejects(listing, aborted);

    const late = new AbortController();
    const seen: number[] = [];
    const onProgress = (done: number): void => {
      seen.push(done);
      if (done > 0) late.abort();
    };
    await assert.rejects(find({ signal: late.signal, onProgress }), aborted);
    assert.ok((seen.at(-1) ?? 0) < 250, seen.join());
  });

  it('finds every .env file, however many there are', async () => {
    for (let index = 0; index < 230; index++) await write(`many/${index}.env`);
    const { uses, incomplete } = await find();
    assert.deepEqual([uses.length, incomplete], [230, false]);
  });

  it('asks nobody where it is asked for nothing', async () => {
    const steps: number[] = [];
    const { signal } = new AbortController();
    const { uses, incomplete } = await app.parts.envFiles.keyUses.find([''], {
      signal,
      onProgress: done => steps.push(done),
    });
    assert.deepEqual([uses, incomplete, steps], [[], false, []]);
  });
});
