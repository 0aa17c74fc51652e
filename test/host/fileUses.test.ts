import assert from 'node:assert/strict';
import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Disposable, Uri, window, workspace } from 'vscode';
import { openAfterRows } from '../../src/afterRows';
import { type App, demo, openApp } from './app';
import { withFolders } from './workspaceFolders';

describe('the files that use the keys that are shown', function () {
  // On a slow machine, the search rests for up to a minute after it looked at changed files.
  this.timeout(150_000);
  const [{ accessKeyId: first }, { accessKeyId: second }] = demo.keys;
  let app: App;
  let root: Uri;
  let opened: Disposable | undefined;

  beforeEach(async () => {
    app = await openApp({ signedIn: true });
    const [folder] = workspace.workspaceFolders ?? [];
    assert.ok(folder);
    root = Uri.joinPath(folder.uri, 'used');
    await mkdir(root.fsPath, { recursive: true });
  });
  afterEach(async () => {
    opened?.dispose();
    opened = undefined;
    await rm(root.fsPath, { recursive: true, force: true });
    await app.close();
  });

  async function open(searchScript?: string): Promise<void> {
    opened = openAfterRows(app.parts, searchScript ?? path.join(__dirname, '../../search.js'));
    await app.parts.keys.load(demo.projectId);
  }

  async function withExcluded(globs: object, work: () => Promise<void>): Promise<void> {
    const settings = workspace.getConfiguration('files');
    await settings.update('exclude', globs, true);
    try {
      await work();
    } finally {
      await settings.update('exclude', undefined, true);
    }
  }

  async function write(name: string, content: string): Promise<Uri> {
    const uri = Uri.joinPath(root, name);
    await mkdir(path.dirname(uri.fsPath), { recursive: true });
    await writeFile(uri.fsPath, content);
    return uri;
  }

  function known(keyId: string): readonly string[] | undefined {
    const below = `${root.toString()}/`;
    const uses = app.parts.fileUses.of(keyId);
    return uses?.map(({ uri, lines }) => `${uri.replace(below, '')}:${lines.join()}`);
  }

  /** Waits until this is known of a key. */
  async function waitFor(keyId: string, ...expected: readonly string[]): Promise<void> {
    const { fileUses } = app.parts;
    await new Promise<void>(resolve => {
      const look = (): void => {
        if (JSON.stringify(known(keyId)) !== JSON.stringify(expected)) return;
        changes.dispose();
        resolve();
      };
      const changes = fileUses.onDidChange(look);
      look();
    });
  }

  it('are found in all folders on disk, but not where no search looks', async () => {
    await write('b/.env', `A=1\nSINCH_KEY_ID=${first}\n`);
    await write('a.ts', `${first}\n\n${first} ${second}`);
    await write('node_modules/x/.env', first);
    await write('other.txt', `${first}-2`);
    await open();
    await waitFor(first, 'b/.env:1', 'a.ts:0,2');
    await waitFor(second, 'a.ts:2');
  });

  it('are found where a project is added whose keys are known before it is', async () => {
    const { projects } = app.parts;
    await projects.remove(demo.projectId);
    await write('.env', first);
    await open();
    await projects.add({ id: demo.projectId });
    await waitFor(first, '.env:0');
  });

  it('are known again after a file was changed, made, moved or deleted, and a folder too', async () => {
    const file = await write('.env', '');
    await write('here/a/.env', first);
    await open();
    await waitFor(first, 'here/a/.env:0');
    await writeFile(file.fsPath, `\n${first}`);
    await write('new/b', first);
    await rename(Uri.joinPath(root, 'here').fsPath, Uri.joinPath(root, 'there').fsPath);
    await waitFor(first, '.env:1', 'there/a/.env:0', 'new/b:0');
    await rm(Uri.joinPath(root, 'there').fsPath, { recursive: true });
    await rm(file.fsPath);
    await waitFor(first, 'new/b:0');
  });

  it('are found where they are, not again by each way that links lead there', async () => {
    await write('real/.env', first);
    await symlink('real', path.join(root.fsPath, 'linked'));
    await symlink('real/.env', path.join(root.fsPath, '.env'));
    await open();
    await waitFor(first, 'real/.env:0');
  });

  it('are not shown any more once they are more than anyone has', async () => {
    await write('.env', first);
    await open();
    await waitFor(first, '.env:0');
    const over = new Promise<void>(resolve => {
      app.parts.fileUses.onDidChange(() => {
        if (known(first) === undefined) resolve();
      });
    });
    await Promise.all(Array.from({ length: 1001 }, (_, at) => write(`many/${at}.txt`, first)));
    await over;
    assert.match(app.log.lines.join('\n'), /More than 1000 files/);
  });

  it('are those of saved texts', async () => {
    const uri = await write('.env', `A=1\n`);
    await write('b/.env', `${first}\n`);
    const editor = await window.showTextDocument(uri);
    await editor.edit(edit => {
      edit.insert(editor.document.positionAt(0), `${first}\n`);
    });
    await open();
    await waitFor(first, 'b/.env:0');
    await editor.document.save();
    await waitFor(first, '.env:0', 'b/.env:0');
  });

  it('are looked for in other folders, and elsewhere, once these are what is open and searched', async () => {
    const other = Uri.joinPath(root, 'more/node_modules/inner');
    await write('more/node_modules/inner/x.txt', first);
    await write('.env', first);
    await open();
    await waitFor(first, '.env:0');
    await withFolders([{ uri: other }], () => waitFor(first, '.env:0', 'more/node_modules/inner/x.txt:0'));
    await waitFor(first, '.env:0');
    await withExcluded({ '**/used': true }, () => waitFor(first));
    await waitFor(first, '.env:0');
  });

  it('come and go with the file beside which they are hidden', async () => {
    await write('a.js', first);
    await withExcluded({ '**/*.js': { when: '$(basename).ts' }, '**/*.ts': true }, async () => {
      await open();
      await waitFor(first, 'a.js:0');
      const beside = await write('a.ts', '');
      await waitFor(first);
      await rm(beside.fsPath);
      await waitFor(first, 'a.js:0');
    });
  });

  it('count once in a folder that is open itself and in the one around it', async () => {
    const inner = Uri.joinPath(root, 'in[n]er');
    const names = Array.from({ length: 600 }, (_, at) => `${String(at).padStart(3, '0')}.txt`);
    await Promise.all(names.map(name => write(`in[n]er/${name}`, first)));
    await withFolders([{ uri: inner }], async () => {
      await open();
      await waitFor(first, ...names.map(name => `in%5Bn%5Der/${name}:0`));
    });
  });

  it('are not kept of a key that was deleted, or whose project was removed', async () => {
    const { fileUses, keys, projects } = app.parts;
    await write('.env', `${first} ${second}`);
    await open();
    await waitFor(second, '.env:0');
    await projects.remove(demo.projectId);
    assert.deepEqual([fileUses.of(first), fileUses.of(second)], [undefined, undefined]);
    await projects.add({ id: demo.projectId });
    await keys.load(demo.projectId);
    await waitFor(second, '.env:0');
  });

  it('aren’t known without a thread to search them in', async () => {
    await write('.env', first);
    const said = new Promise<void>(resolve => {
      const warn = app.log.warn.bind(app.log);
      app.log.warn = message => {
        warn(message);
        resolve();
      };
    });
    await open(path.join(__dirname, 'missing.js'));
    await said;
    assert.equal(known(first), undefined);
    assert.match(app.log.lines.at(-1) ?? '', /^Which files use which access key can’t be shown/);
  });
});
