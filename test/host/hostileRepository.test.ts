import assert from 'node:assert/strict';
import { mkdir, readFile, rename, rm, symlink, unlink } from 'node:fs/promises';
import path from 'node:path';
import { ConfigurationTarget, extensions, Uri, workspace } from 'vscode';
import { insertPair } from '../../src/commands/env/insertPair';
import { askRepository, gitApi, gitStatus } from '../../src/envFiles/gitStatus';
import { delivery, lines, needGit, refusal, useEnv } from './envFolder';

/** What a repository that somebody cloned does to have a secret published, or a file outside of it written. */
describe('a hostile repository', () => {
  const given = useEnv();
  const startUp = 'echo started\n';
  beforeEach(async () => {
    await given.env.write('home/.profile', startUp);
    await given.env.write('clone/.git/HEAD', 'ref: refs/heads/main\n');
  });

  const link = (target: string, name: string): Promise<void> => symlink(target, given.env.uri(name).fsPath);
  const detail = (): string => given.app.prompts.last('decide').detail ?? '';

  it('can’t have a line added to a file that its .gitignore links to', async () => {
    await link('../home/.profile', 'clone/.gitignore');
    await given.env.write('clone/$(touch PWNED)/.env', 'A=1\n');
    const to = delivery();
    given.app.prompts.will({ decide: 'Add to .gitignore and Insert' });
    const { message } = await refusal(given.insert('clone/$(touch PWNED)/.env', to));
    assert.match(message, /\.gitignore couldn’t be edited: it is read-only, a link/);
    assert.ok(
      detail().includes(`A line in ${given.env.uri('clone/.gitignore').path} prevents that.`),
      detail(),
    );
    assert.equal(await given.env.read('home/.profile'), startUp);
    assert.equal(await given.env.read('clone/$(touch PWNED)/.env'), 'A=1\n');
    assert.deepEqual(to.events, []);
  });

  it('can’t have a line added through a link to nowhere, or by way of a folder that is a link', async () => {
    await link('../home/.bashrc', 'clone/.gitignore');
    await given.env.write('home/.gitignore', '');
    await link('../home', 'clone/app');
    await given.env.write('clone/.env', 'A=1\n');
    given.app.prompts.will({ decide: 'Add to .gitignore and Insert' });
    await refusal(given.insert('clone/.env'));
    await assert.rejects(given.env.read('home/.bashrc'));
    assert.equal(await given.env.read('home/.gitignore'), '');
  });

  it('can’t have a line added to a .gitignore that becomes a link while the question is open', async () => {
    await given.env.write('clone/.gitignore', '*.log\n');
    await given.env.write('clone/.env', 'A=1\n');
    const { prompts } = given.app;
    const decide = prompts.decide.bind(prompts);
    prompts.decide = async (...question) => {
      await unlink(given.env.uri('clone/.gitignore').fsPath);
      await link('../home/.profile', 'clone/.gitignore');
      return decide(...question);
    };
    prompts.will({ decide: 'Add to .gitignore and Insert' });
    await refusal(given.insert('clone/.env'));
    assert.equal(await given.env.read('home/.profile'), startUp);
    assert.equal(await given.env.read('clone/.env'), 'A=1\n');
  });

  it('can’t have names added to a template that is a link', async () => {
    await given.env.write('clone/.gitignore', '.env\n');
    await link('../home/.profile', 'clone/.env.example');
    await given.env.write('clone/.env', '');
    await given.insert('clone/.env');
    assert.deepEqual(given.app.prompts.last('notify').labels, ['Open File']);
  });

  it('can’t have names added to a template that becomes a link while they are offered', async () => {
    await given.env.write('clone/.gitignore', '.env\n');
    await given.env.write('clone/.env.example', 'A=\n');
    const { prompts } = given.app;
    const notify = prompts.notify.bind(prompts);
    prompts.notify = async (...message) => {
      await unlink(given.env.uri('clone/.env.example').fsPath);
      await link('../home/.profile', 'clone/.env.example');
      return notify(...message);
    };
    const warned = new Promise<string>(resolve => {
      prompts.warn = message => {
        resolve(message);
        return Promise.resolve(undefined);
      };
    });
    prompts.will({ press: 'Add Names to .env.example' });
    await given.insert('clone/.env');
    assert.match(await warned, /couldn’t be edited/);
    assert.equal(await given.env.read('home/.profile'), startUp);
  });

  it('gets no key into a path with a line break or another control character', async () => {
    for (const name of ['clone/a\n!.env/.env', 'clone/a\u001b[2K/.env']) {
      await given.env.write(name, 'A=1\n');
      const { message } = await refusal(given.insert(name));
      assert.match(message, /has a line break or another control character/);
      assert.equal(await given.env.read(name), 'A=1\n');
    }
    await link('a\n!.env/.env', 'clone/.env');
    assert.match((await refusal(given.insert('clone/.env'))).message, /control character/);
  });

  it('is asked about a new file in a folder that is a link out of the workspace', async () => {
    const [root] = workspace.workspaceFolders ?? [];
    assert.ok(root);
    const folder = Uri.joinPath(root.uri, 'leading');
    await symlink(given.env.uri('home').fsPath, folder.fsPath);
    try {
      given.app.prompts.will({ decide: undefined });
      await insertPair(given.app.parts, Uri.joinPath(folder, '.env'), delivery());
      assert.ok(detail().includes(`to ${given.env.uri('home/.env').path}`), detail());
      await assert.rejects(given.env.read('home/.env'));
    } finally {
      await unlink(folder.fsPath);
    }
  });

  it('gets no key into a file that becomes a link while the question is open, before that is asked about', async () => {
    await given.env.write('clone/.gitignore', '.env\n');
    await given.env.write('clone/.env', 'SINCH_KEY_ID=old\n');
    const { prompts } = given.app;
    const decide = prompts.decide.bind(prompts);
    prompts.decide = async (...question) => {
      if (prompts.messages('decide').length === 0) {
        await rename(given.env.uri('clone/.env').fsPath, given.env.uri('home/real.env').fsPath);
        await link('../home/real.env', 'clone/.env');
      }
      return decide(...question);
    };
    prompts.will({ decide: 'Replace' }, { decide: undefined });
    await given.insert('clone/.env');
    assert.match(
      detail(),
      /The file has changed in the meantime\.\n\nThis file is a link to .*home\/real\.env/,
    );
    assert.equal(await given.env.read('home/real.env'), 'SINCH_KEY_ID=old\n');
  });

  it('can’t have the local history keep the secret, before that is asked about', async () => {
    const history = workspace.getConfiguration('workbench.localHistory');
    const globs = Object.keys(history.get<Readonly<Record<string, boolean>>>('exclude', {}));
    assert.ok(globs.includes('**/.[eE][nN][vV]'), 'package.json excludes it');
    await given.env.write('clone/.gitignore', '.env\n');
    await given.env.write('clone/.env', 'A=1\n');
    const set = (value: unknown) => history.update('exclude', value, ConfigurationTarget.Workspace);
    try {
      await set(Object.fromEntries(globs.map(glob => [glob, false])));
      given.app.prompts.will({ decide: undefined }, { decide: 'Insert Anyway' });
      await given.insert('clone/.env');
      assert.match(detail(), /^VS Code’s local history would keep a copy of this file/);
      assert.equal(await given.env.read('clone/.env'), 'A=1\n');
      await given.insert('clone/.env');
    } finally {
      await set(undefined);
    }
    await given.insert('clone/.env');
    assert.equal(given.app.prompts.messages('decide').length, 2);
  });

  describe('by Git’s own word', () => {
    needGit('what only Git can say was not tested');
    beforeEach(async () => {
      await rm(given.env.uri('clone/.git').fsPath, { recursive: true });
      await given.env.git('init', '--quiet', 'clone');
    });

    const inClone = (...args: readonly string[]): Promise<string> => given.env.git('-C', 'clone', ...args);
    const ignoredByGit = async (name: string): Promise<boolean> =>
      inClone('check-ignore', name).then(
        () => true,
        () => false,
      );

    async function openRepository(): Promise<void> {
      const extension = extensions.getExtension<{ getAPI(version: 1): unknown }>('vscode.git');
      const api = (await extension?.activate())?.getAPI(1) as
        { openRepository(root: Uri): Promise<unknown> } | undefined;
      assert.ok(await api?.openRepository(given.env.uri('clone')));
      assert.ok((await gitApi())?.getRepository(given.env.uri('clone/.env')));
    }

    for (const isOpen of [false, true]) {
      it(`can’t pass a linked .gitignore off as a rule (open: ${String(isOpen)})`, async () => {
        await given.env.write('clone/rules', '.env\n');
        await link('rules', 'clone/.gitignore');
        await mkdir(given.env.uri('clone/app').fsPath);
        await link('../rules', 'clone/app/.gitignore');
        if (isOpen) await openRepository();
        for (const name of ['.env', 'app/.env']) {
          assert.equal(await ignoredByGit(name), false);
          assert.equal((await gitStatus(given.env.uri(`clone/${name}`)))?.ignored, false);
        }
        given.app.prompts.will({ decide: undefined });
        await given.insert('clone/.env');
        assert.match(detail(), /^Git doesn’t ignore this file/);
      });
    }

    it('leaves what Git knows and no file of it says to Git', async () => {
      await inClone('config', 'core.excludesFile', given.env.uri('home/ignored').fsPath);
      await given.env.write('home/ignored', 'local.env\n');
      await openRepository();
      assert.equal(await ignoredByGit('local.env'), true);
      assert.equal((await gitStatus(given.env.uri('clone/local.env')))?.ignored, true);
    });

    it('can’t hide behind the rules of a repository around it', async () => {
      await given.env.write('clone/.gitignore', 'inner\n');
      await inClone('init', '--quiet', 'inner');
      await given.env.write('clone/inner/.env', '');
      await openRepository();
      const { ignored, root } = (await gitStatus(given.env.uri('clone/inner/.env'))) ?? {};
      assert.deepEqual([ignored, root?.path], [false, given.env.uri('clone/inner').path]);
    });

    it('can’t hide a file behind a folder that is a link and ignored', async () => {
      await given.env.write('clone/.gitignore', '/safe\n');
      await given.env.write('clone/app/.env', 'A=1\n');
      await link('app', 'clone/safe');
      assert.equal((await gitStatus(given.env.uri('clone/safe/.env')))?.ignored, false);
      await openRepository();
      assert.equal((await gitStatus(given.env.uri('clone/safe/.env')))?.ignored, false);
    });

    it('is asked about where its rules take too long to read', async () => {
      const deep = `clone/${'a/'.repeat(60)}.env`;
      await given.env.write('clone/.gitignore', `${'**/a/'.repeat(9)}b\n.env\n`);
      await given.env.write(deep, 'A=1\n');
      given.app.prompts.will({ decide: undefined });
      await given.insert(deep);
      assert.match(detail(), /^We couldn’t check whether Git ignores this file/);
      const { labels } = given.app.prompts.last('decide');
      assert.deepEqual(labels, ['Choose Another File…', 'Insert Anyway', 'Show Change']);
    });

    it('is read instead where its rules keep Git itself busy for ever', async () => {
      const busy = {
        rootUri: given.env.uri('clone'),
        checkIgnore: () => new Promise<never>(() => undefined),
        getObjectDetails: () => Promise.resolve(),
      };
      assert.deepEqual(await askRepository(busy, [given.env.uri('clone/.env')], 10), []);
    });

    it('gets a line added where everything is as it seems', async () => {
      await given.env.write('clone/.env', '');
      given.app.prompts.will({ decide: 'Add to .gitignore and Insert' });
      await given.insert('clone/.env');
      assert.equal(await readFile(path.join(given.env.folder, 'clone/.gitignore'), 'utf8'), '/.env\n');
      assert.equal(await ignoredByGit('.env'), true);
      assert.equal(await given.env.read('clone/.env'), lines);
    });
  });
});
