import assert from 'node:assert/strict';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { Uri, workspace } from 'vscode';
import type { KeyUses } from '../../src/envFiles/keyUses';
import { searchFiles } from '../../src/envFiles/searchFiles';
import { type App, openApp } from './app';

describe('the two ways to search a workspace', () => {
  const key = 'demo-key-searched';
  let inThread: App;
  let withoutThread: App;
  let root: Uri;

  beforeEach(async () => {
    inThread = await openApp();
    withoutThread = await openApp({ searchScript: path.join(__dirname, 'missing.js') });
    const [folder] = workspace.workspaceFolders ?? [];
    assert.ok(folder);
    root = Uri.joinPath(folder.uri, 'ways');
    await mkdir(root.fsPath);
  });
  afterEach(async () => {
    await rm(root.fsPath, { recursive: true, force: true });
    await inThread.close();
    await withoutThread.close();
  });

  function find(app: App, signal = new AbortController().signal): Promise<KeyUses> {
    return app.parts.envFiles.keyUses.find([key], { signal });
  }

  async function write(name: string, content: string): Promise<Uri> {
    const uri = Uri.joinPath(root, name);
    await mkdir(path.dirname(uri.fsPath), { recursive: true });
    await writeFile(uri.fsPath, content);
    return uri;
  }

  it('find the same in any tree, in the same order', async () => {
    const name = fc.constantFrom(
      'a',
      'B',
      '.env',
      'a.env',
      '.envrc',
      '.env.example',
      'é f',
      'c.map',
      '鍵',
      '#1%20?',
    );
    const content = fc.constantFrom(
      `X=${key}`,
      `\uFEFFKEY_ID=${key}\r\nKEY_SECRET=x`,
      `${key}-2`,
      `${key}\0`,
      '',
    );
    const files = fc.dictionary(
      fc.array(name, { minLength: 1, maxLength: 4 }).map(parts => parts.join('/')),
      content,
      { minKeys: 40, maxKeys: 60 },
    );
    const [tree = {}, other = {}] = fc.sample(files, 2);
    for (const [file, text] of Object.entries(tree)) await write(file, text).catch(() => undefined);
    for (const [file, text] of Object.entries(other)) await write(`out/${file}`, text).catch(() => undefined);

    await symlink(root.fsPath, Uri.joinPath(root, 'circle').fsPath, 'junction');
    await symlink(Uri.joinPath(root, 'out').fsPath, Uri.joinPath(root, 'second').fsPath, 'junction');
    const used = await write('used/.env', `KEY_ID=${key}\n`);
    for (const { parts } of [inThread, withoutThread]) await parts.envFiles.recent.add(used);

    const settings = workspace.getConfiguration();
    const globs = { '**/*.map': true, 'ways/out': true, '**/{B,x}/a*': true };
    const hidden = { '**/a/B': true };
    await settings.update('search.exclude', globs, true);
    await settings.update('files.exclude', hidden, true);
    try {
      const plain = ({ uses, incomplete }: KeyUses): unknown => ({
        uses: uses.map(use => ({ ...use, uri: use.uri.toString() })),
        incomplete,
      });
      const found = await find(inThread);
      assert.deepEqual(plain(found), plain(await find(withoutThread)), JSON.stringify([tree, other]));
      assert.equal(found.uses[0]?.uri.path, used.path);
    } finally {
      await settings.update('search.exclude', undefined, true);
      await settings.update('files.exclude', undefined, true);
    }
    assert.deepEqual(inThread.log.lines.filter(isAboutThread), []);
    assert.equal(withoutThread.log.lines.filter(isAboutThread).length, 1);
  });

  it('are over at once where they are told to stop', async () => {
    for (let index = 0; index < 100; index++) await write(`many/${index}.txt`, key);
    for (const app of [inThread, withoutThread]) {
      const controller = new AbortController();
      const outcome = find(app, controller.signal).catch((error: unknown) => error);
      await setImmediate();
      controller.abort();
      const error = await Promise.race([outcome, setImmediate('late')]);
      assert.ok(error instanceof Error && error.name === 'AbortError', String(error));
    }
  });

  it('say, where there is no thread, that there are more files than they look at; .env files come first', async () => {
    for (const name of ['a.txt', 'b.txt', 'z/.env']) await write(name, key);
    const { targets } = inThread.parts.envFiles;
    const [folder] = workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const { signal } = new AbortController();
    const { found, complete } = await searchFiles(
      { roots: [folder.uri], excluded: [], targets, max: 1 },
      [key],
      { signal },
    );
    assert.equal(found[0]?.uri.path, Uri.joinPath(root, 'z/.env').path);
    assert.ok(found.length < 3);
    assert.equal(complete, false);
  });
});

function isAboutThread(line: string): boolean {
  return line.includes('no thread of its own');
}
