import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { help, readCommandLine } from '../../emulator/commandLine';
import { startEmulator } from '../../emulator/startEmulator';
import { twoProjects } from './seeds';

const root = join(__dirname, '../../..');

function run(args: readonly string[]) {
  return spawn(process.execPath, ['--import', 'tsx', 'test/emulator/main.ts', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function ended(child: ChildProcess): Promise<readonly [code: unknown, signal: unknown]> {
  const [code, signal] = (await once(child, 'close')) as [unknown, unknown];
  return [code, signal];
}

async function withFile(content: string, work: (file: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'emulator-'));
  try {
    const file = join(folder, 'seed.json');
    await writeFile(file, content);
    await work(file);
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe('emulator on the command line', () => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`prints where it is, serves, and ends on ${signal} with nothing left`, async () => {
      const child = run(['--fault', '{"operation":"ListAccessKeys","kind":"hang"}']);
      try {
        const end = ended(child);
        const printed = new Map<string, string>();
        for await (const line of createInterface({ input: child.stdout })) {
          const [, name = '', value = ''] = /^ *(.+?) {2,}(\S+)/.exec(line) ?? [];
          if (!printed.has(name)) printed.set(name, value);
          if (line.startsWith('Ctrl-C')) break;
        }
        const pair = `${printed.get('Key ID') ?? ''}:${printed.get('Key Secret') ?? ''}`;
        const signedIn = await fetch(printed.get('Token endpoint') ?? '', {
          method: 'POST',
          headers: { authorization: `Basic ${Buffer.from(pair).toString('base64')}` },
          body: new URLSearchParams({ grant_type: 'client_credentials' }),
        });
        const { access_token: token } = (await signedIn.json()) as { access_token: string };
        const account = printed.get('Account API') ?? '';
        const projectPath = `/v1/projects/${printed.get('Project ID') ?? ''}/accessKeys`;
        const get = (path: string) =>
          fetch(account + path, { headers: { authorization: `Bearer ${token}` } }).then(
            response => response.status,
          );
        const hanging = assert.rejects(get(projectPath), TypeError);
        assert.equal(await get(`${projectPath}/${printed.get('Key ID') ?? ''}`), 200);
        assert.deepEqual(await (await fetch(printed.get('Faults') ?? '')).json(), []);

        child.kill(signal);
        await hanging;
        assert.deepEqual(await end, [0, null]);
        await assert.rejects(fetch(account), TypeError);
      } finally {
        child.kill('SIGKILL');
      }
    });
  }

  it('says in one line that a port is taken', async () => {
    const emulator = await startEmulator();
    try {
      const { port } = new URL(emulator.accountUrl);
      const child = run(['--port', port]);
      const [[code], out, error] = await Promise.all([ended(child), text(child.stdout), text(child.stderr)]);
      assert.deepEqual([code, out, error], [1, '', `Port ${port} of 127.0.0.1 is taken\n`]);
    } finally {
      await emulator.close();
    }
  });

  it('says in one line what is wrong with a seed file', async () => {
    await withFile('{"projects":[{"projectId":"a"}]}', async file => {
      const child = run(['--seed', file]);
      const [[code], out, error] = await Promise.all([ended(child), text(child.stdout), text(child.stderr)]);
      assert.deepEqual([code, out, error], [1, '', `${file}: projects.0.keys is missing\n`]);
    });
  });

  it('keeps the secrets of a seed file to itself, and takes every option', async () => {
    await withFile(JSON.stringify(twoProjects), async file => {
      const args = ['--seed', file, '--port', '0', '--delay', '1', '--token-lifetime', '9'];
      const { options } = readCommandLine(args);
      assert.deepEqual(options, { seed: twoProjects, port: 0, delay: 1, tokenLifetime: 9 });
      const child = run(args);
      try {
        const output = text(child.stdout);
        await once(child.stdout, 'data');
        child.kill('SIGINT');
        assert.match(await output, /key-anna/);
        assert.doesNotMatch(await output, /secret/i);
      } finally {
        child.kill('SIGKILL');
      }
    });
  });

  it('explains itself', () => {
    assert.equal(readCommandLine(['--help']).help, true);
    for (const option of ['--port', '--seed', '--delay', '--token-lifetime', '--fault', '/__emulator/faults'])
      assert.ok(help.includes(option), option);
  });

  it('names what it cannot use', async () => {
    await withFile('{"projects":', file => {
      const cases: readonly (readonly [args: readonly string[], message: string | RegExp])[] = [
        [['--prot', '1'], /^Unknown option '--prot'.*$/],
        [['4010'], /^Unexpected argument '4010'.*$/],
        [['--port', '-1'], /^Option '--port.*$/],
        [['--port', '65536'], '--port: it must be a whole number from 0 to 65535'],
        [['--delay', '1.5'], '--delay: it must be a whole number from 0 to 2147483647'],
        [['--token-lifetime', '0'], '--token-lifetime: it must be a whole number from 1 to 2147483647'],
        [['--fault', '{'], '--fault: it is not JSON'],
        [['--fault', '{"kind":"drop"}'], '--fault: operation is missing'],
        [['--seed', file], `${file}: it is not JSON`],
        [['--seed', `${file}.gone`], `${file}.gone: it cannot be read (ENOENT)`],
      ];
      for (const [args, message] of cases)
        assert.throws(() => readCommandLine(args), { name: 'InvalidInput', message });

      return Promise.resolve();
    });
  });
});
