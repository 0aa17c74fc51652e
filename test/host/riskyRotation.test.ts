import assert from 'node:assert/strict';
import { mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Answer } from '../fakes/scriptedPrompts';
import { git, hasGit } from './envFolder';
import { begin, pairOf, production, staging, successor, useRotations } from './useRotations';

describe('a rotation and a file at risk', () => {
  const use = useRotations();
  const { rotate, keyNamed, write, read } = use;
  const inFolder = (name: string): string => path.join(use.root, name);

  /** The rows of files on the page, after the answers; then the page is left. */
  async function rows(...answers: readonly Answer[]): Promise<readonly string[]> {
    use.app.prompts.will(...answers, { pick: undefined });
    await rotate();
    const { labels = [] } = use.app.prompts.last('pick');
    return labels
      .filter(label => label.includes(path.basename(use.root)))
      .map(label => label.replace(`${path.basename(use.root)}/`, ''));
  }

  /** It is not chosen at first, and neither without a yes to a question that says `what`; then it gets the new key. */
  async function isChangedOnlyAfterAYes(name: string, what: RegExp): Promise<void> {
    assert.deepEqual(await rows(), [`$(dash) ${name}`]);
    assert.deepEqual(await rows({ pick: name }, { confirm: false }), [`$(dash) ${name}`]);
    const { message, detail = '', labels } = use.app.prompts.last('confirm');
    assert.match(message, /^Replace the key in .* anyway\?$/);
    assert.match(detail, what);
    assert.deepEqual(labels, ['Leave File', 'Replace Anyway']);
    assert.equal(await read(name), pairOf(staging));
    assert.deepEqual(await rows({ pick: name }, { confirm: true }, { pick: name }), [`$(dash) ${name}`]);
    use.app.prompts.will({ pick: name }, { confirm: true }, begin);
    await rotate();
    assert.equal(await read(name), pairOf(keyNamed(successor)));
  }

  it('that Git tracks', async () => {
    // What Git tracks is for Git to say: without it, this is as any other file.
    if (!(await hasGit)) return;
    await write('.env', pairOf(staging));
    await git(use.root, ['add', '--force', '.env']);
    try {
      await isChangedOnlyAfterAYes('.env', /^Git tracks this file/);
    } finally {
      await git(use.root, ['rm', '--cached', '--quiet', '--force', '.env']);
    }
  });

  describe('that is a link out of the workspace', () => {
    let outside: string;
    beforeEach(async () => {
      outside = await realpath(await mkdtemp(path.join(os.tmpdir(), 'outside-')));
      await writeFile(path.join(outside, 'real.env'), pairOf(staging));
    });
    afterEach(() => rm(outside, { recursive: true }));

    it('is changed only after a yes', async () => {
      await symlink(path.join(outside, 'real.env'), inFolder('.env'));
      await isChangedOnlyAfterAYes('.env', /is a link to .*real\.env, outside the workspace/);
      assert.equal(await readFile(path.join(outside, 'real.env'), 'utf8'), pairOf(keyNamed(successor)));
    });

    it('is left alone where it became one after the page, until that is agreed to', async () => {
      await write('.env', pairOf(staging));
      const link = async () => {
        await rm(inFolder('.env'));
        await symlink(path.join(outside, 'real.env'), inFolder('.env'));
      };
      const { prompts } = use.app;
      use.afterPage(link);
      prompts.will(begin, { press: 'Replace Anyway…' }, { confirm: true });
      await rotate();
      assert.match(prompts.last('confirm').detail ?? '', /is a link to .*real\.env/);
      assert.equal(await read('.env'), pairOf(keyNamed(successor)));
      const left = prompts.last('warn');
      assert.match(left.message, /is a link to .*outside the workspace/);
      assert.deepEqual(left.labels, ['Replace Anyway…', 'Try Again', 'Leave Files']);
    });
  });

  it('whose secret is not the one that is known, whatever the file claims', async () => {
    const claim = pairOf({ ...production, secret: 'claimed-by-the-file' });
    await write('.env', claim);
    use.app.prompts.will({ pick: undefined });
    await rotate(production.accessKeyId);
    const { labels = [] } = use.app.prompts.last('pick');
    assert.ok(labels.includes(`$(file-text) ${path.basename(use.root)}/.env`), labels.join(', '));
    assert.equal(await read('.env'), claim);
  });

  it('that only claims to have the secret, beside one that Sinch says has it', async () => {
    await write('.env', pairOf(staging));
    await write('.env.copy', pairOf(staging));
    await write('.env.local', pairOf({ ...staging, secret: 'claimed-by-the-file' }));
    const before = use.asked('FetchToken');
    assert.deepEqual(await rows(), ['$(check) .env', '$(check) .env.copy', '$(dash) .env.local']);
    assert.ok(use.asked('FetchToken') - before <= 2, 'the same claim was sent twice');
    assert.deepEqual(await rows({ pick: '/.env.local' }, { confirm: false }), [
      '$(check) .env',
      '$(check) .env.copy',
      '$(dash) .env.local',
    ]);
    assert.match(use.app.prompts.last('confirm').detail ?? '', /Sinch rejects the secret beside it/);
  });

  it('whose claim Sinch rejects', async () => {
    const claimed = { ...staging, secret: 'claimed-by-the-file' };
    await write('.env', pairOf(claimed));
    assert.deepEqual(await rows(), ['$(dash) .env']);
    use.app.prompts.will(begin, { pick: undefined });
    await rotate();
    assert.equal(await read('.env'), pairOf(claimed));
  });

  it('whose claim can’t be checked', async () => {
    await write('.env', pairOf(staging));
    use.app.emulator.fault({ operation: 'GetAccessKey', kind: 'answer', status: 400, times: 2 });
    assert.deepEqual(await rows({ pick: '/.env' }, { confirm: false }), ['$(dash) .env']);
    assert.match(use.app.prompts.last('confirm').detail ?? '', /couldn’t be checked with Sinch/);
  });

  it('sends Sinch no claim of a file that is no candidate', async () => {
    await write('.env', `SINCH_KEY_ID=${staging.accessKeyId}\n`);
    await write('notes.env.example', pairOf({ ...staging, secret: 'claimed-by-the-template' }));
    await rows();
    assert.equal(use.asked('GetAccessKey'), 0);
  });
});
