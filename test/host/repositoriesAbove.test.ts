import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { extensions, Uri } from 'vscode';
import { gitStatus } from '../../src/envFiles/gitStatus';
import { needGit, useEnv } from './envFolder';

describe('a .env file in a repository within another', () => {
  const given = useEnv();

  needGit('repositories within others were not tested');

  beforeEach(async () => {
    await given.env.git('init', '--quiet');
    await given.env.write('notes/a.txt', '');
    await given.env.write('sub/.env', 'A=1\n');
    await given.env.git('add', '--force', 'notes/a.txt', 'sub/.env');
    await given.env.git('commit', '--quiet', '--message', 'demo');
  });

  async function makeInner(folder = 'sub'): Promise<void> {
    await given.env.write(`${folder}/.gitignore`, '.env\n');
    await given.env.git('init', '--quiet', folder);
  }

  const path = (name: string): string => given.env.uri(name).fsPath;

  async function openRepository(name: string): Promise<void> {
    const extension = extensions.getExtension<{ getAPI(version: 1): unknown }>('vscode.git');
    assert.ok(extension);
    const api = (await extension.activate()).getAPI(1) as { openRepository(root: Uri): Promise<unknown> };
    assert.ok(await api.openRepository(Uri.file(path(name))));
  }

  async function isAskedAbout(name = 'sub/.env'): Promise<void> {
    const { ignored, tracked } = (await gitStatus(given.env.uri(name))) ?? {};
    assert.deepEqual({ ignored, tracked }, { ignored: true, tracked: undefined });
    given.app.prompts.will({ decide: undefined });
    await given.insert(name);
    assert.match(
      given.app.prompts.last('decide').detail ?? '',
      /^We couldn’t check whether Git tracks this file/,
    );
    assert.equal(await given.env.read(name), 'A=1\n');
  }

  /** What keeps the index of the repository above from being read, beside what it may hold. */
  const unreadable: Readonly<Record<string, () => Promise<unknown>>> = {
    'is split': () => given.env.git('update-index', '--split-index'),
    'is of a later version': async () => {
      const index = await readFile(path('.git/index'));
      index.writeUInt32BE(5, 4);
      await writeFile(path('.git/index'), index);
    },
    'is cut off': async () => {
      const index = await readFile(path('.git/index'));
      await writeFile(path('.git/index'), index.subarray(0, index.length - 30));
    },
    'is no file': async () => {
      await rm(path('.git/index'));
      await given.env.write('.git/index/a', '');
    },
    'is a link to nothing': async () => {
      await rm(path('.git/index'));
      await symlink('nothing', path('.git/index'));
    },
    'is of a working tree that is said to be elsewhere': () =>
      given.env.git('config', 'core.worktree', '../notes'),
    'is in a folder that isn’t there': async () => {
      await rename(path('.git'), path('moved'));
      await given.env.write('.git', 'gitdir: nowhere\n');
    },
    'is beside a HEAD that can’t be read': async () => {
      await rm(path('.git/HEAD'));
      await symlink('HEAD', path('.git/HEAD'));
    },
    ...(process.platform === 'win32'
      ? {}
      : {
          'is a named pipe': async () => {
            await rm(path('.git/index'));
            await promisify(execFile)('mkfifo', [path('.git/index')]);
          },
        }),
    // The system's administrator may read everything.
    ...(process.platform === 'win32' || process.getuid?.() === 0
      ? {}
      : {
          'is another user’s': () => chmod(path('.git/index'), 0),
          'is in a folder of another user': () => chmod(path('.git'), 0),
        }),
  };

  for (const [why, make] of Object.entries(unreadable)) {
    it(`is asked about if the index of the other ${why}`, async () => {
      await makeInner();
      await make();
      try {
        await isAskedAbout();
      } finally {
        await chmod(path('.git'), 0o755);
      }
    });
  }

  it('is asked about if the other is sparse', async () => {
    await given.env.git('sparse-checkout', 'set', '--sparse-index', 'sub');
    await makeInner();
    await isAskedAbout();
  });

  it('is asked about if the other is a further working tree with a split index', async () => {
    await given.env.git('worktree', 'add', '--quiet', 'tree');
    await given.env.git('-C', 'tree', 'update-index', '--split-index');
    await makeInner('tree/sub');
    await isAskedAbout('tree/sub/.env');
  });

  it('is asked about even if its own repository is open', async () => {
    await makeInner();
    await given.env.git('update-index', '--split-index');
    await openRepository('sub');
    await isAskedAbout();
  });

  it('is tracked if the other one’s Git folder has its branches elsewhere', async () => {
    await given.env.git('worktree', 'add', '--quiet', 'tree');
    await rm(path('tree/.git'));
    await symlink('../.git/worktrees/tree', path('tree/.git'));
    await makeInner('tree/sub');
    assert.match(await given.env.git('-C', 'tree', 'ls-files', 'sub'), /^sub\/\.env$/m);
    assert.equal((await gitStatus(given.env.uri('tree/sub/.env')))?.tracked, true);
  });

  it('needs no question in a submodule, which says itself where its working tree is', async () => {
    await given.env.git('init', '--quiet', 'source');
    await given.env.write('source/.gitignore', '.env\n');
    await given.env.git('-C', 'source', 'add', '.gitignore');
    await given.env.git('-C', 'source', 'commit', '--quiet', '--message', 'demo');
    await given.env.git(
      '-c',
      'protocol.file.allow=always',
      'submodule',
      '--quiet',
      'add',
      './source',
      'inner',
    );
    assert.match(await given.env.read('.git/modules/inner/config'), /worktree = /);
    const { ignored, tracked } = (await gitStatus(given.env.uri('inner/.env'))) ?? {};
    assert.deepEqual({ ignored, tracked }, { ignored: true, tracked: false });
  });

  it('is asked about, or Git is, if its own repository has its working tree in a folder of it', async () => {
    await given.env.git('init', '--quiet', 'own');
    await given.env.write('own/.gitignore', '.env\n');
    await given.env.write('own/top/.env', 'A=1\n');
    await given.env.git('-C', 'own', 'config', 'core.worktree', '../top');
    await given.env.git('-C', 'own/top', 'add', '--force', '.env');
    assert.equal((await gitStatus(given.env.uri('own/top/.env')))?.tracked, undefined);
    await openRepository('own/top');
    assert.equal((await gitStatus(given.env.uri('own/top/.env')))?.tracked, true);
  });
});
