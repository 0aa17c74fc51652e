import assert from 'node:assert/strict';
import { chmod, symlink } from 'node:fs/promises';
import path from 'node:path';
import {
  CancellationTokenSource,
  extensions,
  type ProgressOptions,
  Uri,
  type window,
  workspace,
} from 'vscode';
import { gitWords } from '../../src/commands/env/fileWords';
import { gitApi, gitStatus, gitStatuses } from '../../src/envFiles/gitStatus';
import { addIgnoreLine } from '../../src/envFiles/ignoreLine';
import { askIgnoreFiles } from '../../src/envFiles/ignoreRules';
import { deferred } from '../fakes/deferred';
import { delivery, hasGit, lines, needGit, refusal, useEnv } from './envFolder';
import { cancelled, withStub } from './withStub';

/** What a repository's ignore files hold, and the paths in question. */
const repository = {
  '.gitignore': '.env\n!keep/.env\n/build\nlogs/\n*.local\n\\#odd.env\nwith space.env\ndeep/**/x.env\n',
  'app/.gitignore': '!.env\n/secret.env\r\nCASE.env\n',
  'app/inner/.gitignore': '.env\n',
  '.git/info/exclude': 'excluded.env\n',
} as const;
const paths = [
  ...['.env', 'a.env', '.env.local', 'excluded.env', '#odd.env', 'with space.env', 'case.env'],
  ...['keep/.env', 'build/a.env', 'build/.env', 'logs/a.env', 'x/logs/a.env', 'x/build/a.env'],
  ...['app/.env', 'app/secret.env', 'app/x/secret.env', 'app/inner/.env', 'app/inner/a.env', 'app/case.env'],
  ...['deep/x.env', 'deep/1/2/x.env', 'app/CASE.env'],
];

/** Those of `paths` that Git ignores, as Git itself says. */
const ignored = [
  ...['.env', '.env.local', 'excluded.env', '#odd.env', 'with space.env', 'build/a.env', 'build/.env'],
  ...['logs/a.env', 'x/logs/a.env', 'app/secret.env', 'app/inner/.env', 'deep/x.env', 'deep/1/2/x.env'],
  'app/CASE.env',
];

describe('a .env file and Git', () => {
  const given = useEnv();

  async function writeRepository(): Promise<void> {
    await given.env.write('.git/HEAD', 'ref: refs/heads/main\n');
    for (const [name, content] of Object.entries(repository)) await given.env.write(name, content);
  }

  it('reads the ignore files as Git does', async () => {
    await writeRepository();
    const answers = await Promise.all(paths.map(name => askIgnoreFiles(given.env.uri(name))));
    assert.deepEqual(
      paths.filter((_, index) => answers[index]?.ignored),
      ignored,
    );
    assert.equal(answers[0]?.root.path, given.env.uri('').path.replace(/\/$/, ''));
  });

  it('passes over a folder that Git takes for no repository, as Git does', async () => {
    await given.env.write('.git/HEAD', 'ref: refs/heads/main\n');
    await given.env.write('.git/objects/info/packs', '');
    await given.env.write('.git/refs/heads/main', '');
    for (const head of ['', 'no', 'ref: refs/heads/main\n']) {
      await given.env.write('app/.git/HEAD', head);
      await given.env.write('app/.git/info/exclude', '.env\n');
      const answer = await askIgnoreFiles(given.env.uri('app/.env'));
      assert.deepEqual(
        [answer?.root.path, answer?.ignored],
        [given.env.uri('').path.replace(/\/$/, ''), false],
      );
    }
  });

  it('knows a file of no repository', async () => {
    await given.env.write('.gitignore', '.env\n');
    assert.equal(await gitStatus(given.env.uri('.env')), undefined);
  });

  it('says that an ignored file is safe, and asks nothing', async () => {
    await writeRepository();
    await given.insert();
    assert.equal(await given.env.read('.env'), lines);
  });

  it('asks before a file is written that Git does not ignore', async () => {
    await given.env.write('.git/HEAD', '');
    const to = delivery();
    given.app.prompts.will({ decide: undefined });
    await given.insert('.env', to);
    const { detail = '', labels } = given.app.prompts.last('decide');
    assert.match(detail, /Git doesn’t ignore this file/);
    assert.deepEqual(labels, ['Add to .gitignore and Insert', 'Insert Anyway', 'Show Change']);
    await assert.rejects(given.env.read('.env'));
    assert.deepEqual(to.events, []);
    given.app.prompts.will({ decide: 'Insert Anyway' });
    await given.insert('.env', to);
    assert.deepEqual(to.events, ['placed']);
    await assert.rejects(given.env.read('.gitignore'));
  });

  it('adds the line to the nearest .gitignore, in its own kind of lines', async () => {
    await given.env.write('.git/HEAD', '');
    await given.env.write('.gitignore', '*.log\n');
    await given.env.write('app/.gitignore', 'node_modules\r\ndist');
    await given.env.write('app/inner/notes.txt', '');
    given.app.prompts.will({ decide: 'Add to .gitignore and Insert' });
    await given.insert('app/inner/.env[1].env');
    assert.equal(
      await given.env.read('app/.gitignore'),
      'node_modules\r\ndist\r\n/inner/.env\\[1\\].env\r\n',
    );
    assert.equal(await given.env.read('.gitignore'), '*.log\n');
    assert.equal(await given.env.read('app/inner/.env[1].env'), lines);
  });

  it('makes a .gitignore at the top where there is none', async () => {
    await given.env.write('.git/HEAD', '');
    await given.env.write('app/.env', '');
    given.app.prompts.will({ decide: 'Add to .gitignore and Insert' });
    await given.insert('app/.env');
    assert.equal(await given.env.read('.gitignore'), '/app/.env\n');
    assert.equal(await given.env.read('app/.env'), lines);
    assert.equal((await gitStatus(given.env.uri('app/.env')))?.ignored, true);
  });

  it('inserts nothing where the line does not help', async () => {
    await given.env.write('.git/HEAD', '');
    await given.env.write('.gitignore/folder', '');
    await given.env.write('app/.env', '');
    const to = delivery();
    given.app.prompts.will({ decide: 'Add to .gitignore and Insert' });
    const { message } = await refusal(given.insert('app/.env', to));
    assert.match(message, /\.gitignore couldn’t be edited/);
    assert.deepEqual(to.events, []);
    assert.equal(await given.env.read('app/.env'), '');
  });

  it('inserts nothing where a rule takes the line back', async () => {
    await given.env.write('.git/HEAD', '');
    await given.env.write('.gitignore', '');
    await given.env.write('app/.env', '');
    // The line goes into the file nearest to the .env that VS Code can edit; this one is nearer and read-only.
    await given.env.write('app/.gitignore', '!.env\n');
    await chmod(given.env.uri('app/.gitignore').fsPath, 0o444);
    const to = delivery();
    given.app.prompts.will({ decide: 'Add to .gitignore and Insert' });
    const { message } = await refusal(given.insert('app/.env', to));
    assert.match(message, /a later rule un-ignores it/);
    assert.deepEqual(to.events, []);
    assert.equal(await given.env.read('app/.env'), '');
  });

  describe('with Git itself', () => {
    needGit('only what needs none was tested');

    /** The Git extension opens the repository, as it does for one of the workspace. */
    async function openRepository(): Promise<void> {
      const extension = extensions.getExtension<{ getAPI(version: 1): unknown }>('vscode.git');
      assert.ok(extension);
      const api = (await extension.activate()).getAPI(1) as {
        openRepository(root: Uri): Promise<unknown>;
      };
      assert.ok(await api.openRepository(Uri.file(given.env.folder)));
      assert.ok((await gitApi())?.getRepository(given.env.uri('.env')));
    }

    it('agrees with Git on every path', async () => {
      await given.env.git('init', '--quiet');
      for (const [name, content] of Object.entries(repository)) await given.env.write(name, content);
      const said = await given.env.git('check-ignore', '--no-index', ...paths).catch(() => '');
      assert.deepEqual(
        said
          .trim()
          .split('\n')
          .map(line => line.replace(/^"|"$/g, '')),
        ignored,
      );
      await openRepository();
      const statuses = await gitStatuses(paths.map(name => given.env.uri(name)));
      assert.deepEqual(
        paths.filter(name => statuses.get(given.env.uri(name).toString())?.ignored),
        ignored,
      );
    });

    it('shows that it waits for a Git that is slow, and leaves the file alone where the user gives up', async () => {
      await given.env.git('init', '--quiet');
      await given.env.write('.gitignore', '.env\n');
      await given.env.write('.env', 'A=1\n');
      await openRepository();
      const shown: string[] = [];
      const to = delivery();
      await withSlowGit(async question => {
        const giveUp: typeof cancelled = async (options, task) => {
          await question();
          shown.push((options as ProgressOptions).title ?? '');
          return cancelled(options, task);
        };
        await withStub('withProgress', giveUp, () =>
          assert.rejects(given.insert('.env', to), { name: 'AbortError' }),
        );
        assert.equal(await given.env.read('.env'), 'A=1\n');

        const waitOn: typeof window.withProgress = async (options, task) => {
          const answer = await question();
          shown.push(options.title ?? '');
          answer();
          return task({ report: () => undefined }, new CancellationTokenSource().token);
        };
        await withStub('withProgress', waitOn, () => given.insert('.env', to));
      });
      const file = workspace.asRelativePath(given.env.uri('.env'));
      assert.deepEqual(shown, Array(3).fill(`Asking Git about ${file}…`));
      assert.equal(await given.env.read('.env'), `A=1\n${lines}`);
      assert.deepEqual(to.events, ['placed']);
    });

    /**
     * Runs `task` with a Git that ignores every file, and says so only when it is told to: `question` waits for the next
     * question, and what it returns has that answered.
     */
    async function withSlowGit(task: (question: () => Promise<() => void>) => Promise<void>): Promise<void> {
      const asked = (await gitApi())?.getRepository(given.env.uri('.env'));
      assert.ok(asked);
      const repositories: unknown = Object.getPrototypeOf(asked);
      assert.ok(typeof repositories === 'object' && repositories);
      const checkIgnore: unknown = Reflect.get(repositories, 'checkIgnore');
      let next = deferred<() => void>();
      const slow = async (paths: readonly string[]): Promise<ReadonlySet<string>> => {
        await new Promise<void>(answer => {
          next.resolve(answer);
        });
        return new Set(paths);
      };
      Reflect.set(repositories, 'checkIgnore', slow);
      try {
        await task(async () => {
          const answer = await next.promise;
          next = deferred();
          return answer;
        });
      } finally {
        Reflect.set(repositories, 'checkIgnore', checkIgnore);
      }
    }

    it('refuses a tracked file unless the user insists', async () => {
      await given.env.git('init', '--quiet');
      await given.env.write('.gitignore', '.env\n');
      await given.env.write('.env', 'A=1\n');
      await given.env.git('add', '--force', '.env');
      await openRepository();
      assert.equal((await gitStatus(given.env.uri('.env')))?.tracked, true);
      const to = delivery();
      given.app.prompts.will({ decide: undefined });
      await given.insert('.env', to);
      const { detail = '', labels } = given.app.prompts.last('decide');
      assert.match(detail, /Git tracks this file/);
      assert.deepEqual(labels, ['Choose Another File…', 'Insert Anyway', 'Show Change']);
      assert.equal(await given.env.read('.env'), 'A=1\n');
      assert.deepEqual(to.events, []);
      given.app.prompts.will({ decide: 'Choose Another File…' }, { pick: undefined });
      await given.insert('.env', to);
      assert.equal(given.app.prompts.last('pick').message, 'Insert Into .env');
      assert.equal(await given.env.read('.env'), 'A=1\n');
      given.app.prompts.will({ decide: 'Insert Anyway' });
      await given.insert('.env', to);
      assert.equal(await given.env.read('.env'), `A=1\n${lines}`);
    });

    it('has Git ignore the file, and Git agrees', async () => {
      await given.env.git('init', '--quiet');
      await given.env.write('sub/.env', '');
      await openRepository();
      assert.deepEqual(
        { ...(await gitStatus(given.env.uri('sub/.env'))), root: undefined },
        { root: undefined, ignored: false, tracked: false },
      );
      given.app.prompts.will({ decide: 'Add to .gitignore and Insert' });
      await given.insert('sub/.env');
      assert.equal(await given.env.read('.gitignore'), '/sub/.env\n');
      assert.equal((await given.env.git('check-ignore', 'sub/.env')).trim(), 'sub/.env');
      assert.equal(await given.env.read('sub/.env'), lines);
    });

    describe('where the repository is not open', () => {
      const status = async (name: string): Promise<unknown> => {
        const { ignored, tracked } = (await gitStatus(given.env.uri(name))) ?? {};
        return { ignored, tracked, words: gitWords(await gitStatus(given.env.uri(name))) };
      };
      const isTracked = { ignored: false, tracked: true, words: 'tracked by Git' };

      async function commit(...names: readonly string[]): Promise<void> {
        for (const name of names) await given.env.write(name, 'A=1\n');
        await given.env.git('add', '--force', '--', ...names);
        await given.env.git('commit', '--quiet', '--message', 'demo');
      }

      beforeEach(async () => {
        await given.env.git('init', '--quiet');
        await given.env.write('.gitignore', '.env\n');
      });

      it('asks the ignore files and the index', async () => {
        assert.deepEqual(await status('.env'), { ignored: true, tracked: false, words: 'ignored by Git' });
        await commit('pkg/.env');
        assert.deepEqual(await status('pkg/.env'), isTracked);
        assert.deepEqual(await status('pkg/.ENV'), isTracked, 'some file systems take it for the same');
        assert.deepEqual(await status('.env'), { ignored: true, tracked: false, words: 'ignored by Git' });
      });

      it('refuses a tracked file unless the user insists, and offers no line that would not help', async () => {
        await given.env.write('.gitignore', '');
        await commit('pkg/.env');
        given.app.prompts.will({ decide: undefined });
        await given.insert('pkg/.env');
        const { detail = '', labels } = given.app.prompts.last('decide');
        assert.match(detail, /^Git tracks this file/);
        assert.deepEqual(labels, ['Choose Another File…', 'Insert Anyway', 'Show Change']);
        assert.equal(await given.env.read('pkg/.env'), 'A=1\n');
        assert.equal(await given.env.git('status', '--porcelain', 'pkg'), '');
      });

      it('finds the index of a further working tree, of a submodule, and behind a folder that is a link', async () => {
        await commit('pkg/.env');
        await given.env.git('worktree', 'add', '--quiet', 'tree');
        assert.deepEqual(await status('tree/pkg/.env'), isTracked);
        await given.env.write('modules/notes.txt', '');
        await given.env.git('init', '--quiet', '--separate-git-dir', 'modules/inner', 'inner');
        await given.env.write('inner/.env', '');
        await given.env.git('-C', 'inner', 'add', '.env');
        await given.env.write('inner/.git', 'gitdir: ../modules/inner\n');
        assert.deepEqual(await status('inner/.env'), isTracked);
        await symlink('pkg', given.env.uri('link').fsPath);
        assert.deepEqual(await status('link/.env'), isTracked);
      });

      it('promises nothing where the index can’t be read', async () => {
        await commit('pkg/.env');
        await given.env.git('update-index', '--split-index');
        for (const name of ['pkg/.env', 'other/.env']) {
          assert.deepEqual(await status(name), {
            ignored: true,
            tracked: undefined,
            words: 'matched by an ignore rule',
          });
          given.app.prompts.will({ decide: undefined });
          await given.insert(name);
          const { detail = '', labels } = given.app.prompts.last('decide');
          assert.match(detail, /^We couldn’t check whether Git tracks this file/);
          assert.ok(labels?.includes('Insert Anyway') && !labels.includes('Add to .gitignore and Insert'));
        }
      });

      it('asks the repository the file is in, where one around it is open and ignores that', async () => {
        await given.env.write('.gitignore', 'inner\n');
        await given.env.git('init', '--quiet', 'inner');
        await given.env.write('inner/.env', '');
        await given.env.git('-C', 'inner', 'add', '.env');
        await openRepository();
        assert.deepEqual(await status('inner/.env'), isTracked);
      });

      it('asks the repositories above, too: an inner one that was made later keeps no file out of their commits', async () => {
        await commit('sub/.env', 'linked/.env');
        for (const folder of ['sub', 'linked']) await given.env.write(`${folder}/.gitignore`, '.env\n');
        await given.env.git('init', '--quiet', 'sub');
        await symlink('../.git', given.env.uri('linked/.git').fsPath);
        assert.deepEqual(await status('sub/.env'), isTracked);
        assert.deepEqual(await status('linked/.env'), isTracked);
        await openRepository();
        assert.deepEqual(await status('sub/.env'), isTracked);
      });

      it('takes no file of a submodule for one that the repository above tracks', async () => {
        await given.env.git('init', '--quiet', 'inner');
        await given.env.write('inner/.gitignore', '.env\n');
        await given.env.git('-C', 'inner', 'add', '.gitignore');
        await given.env.git('-C', 'inner', 'commit', '--quiet', '--message', 'demo');
        await given.env.write('inner/.env', 'A=1\n');
        await given.env.git('add', 'inner');
        assert.match(await given.env.git('ls-files', '--stage'), /^160000 .*inner$/m);
        const safe = { ignored: true, tracked: false, words: 'ignored by Git' };
        assert.deepEqual(await status('inner/.env'), safe);
      });

      it('writes no line for a file that is not below the repository’s top as that is spelled', async () => {
        await given.env.write('app/.env', '');
        await symlink(given.env.folder, given.env.uri('again').fsPath);
        const rules = given.env.uri('again/.gitignore');
        assert.equal(await addIgnoreLine(given.env.uri('app/.env'), rules), 'notWritten');
        assert.equal(await given.env.read('.gitignore'), '.env\n');
      });
    });
  });

  it('finds the repository above the workspace’s own file', async () => {
    const [folder] = workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const status = await gitStatus(Uri.joinPath(folder.uri, '.env'));
    if (await hasGit) assert.equal(path.basename(status?.root.path ?? ''), path.basename(folder.uri.path));
    else assert.equal(status, undefined);
  });
});
