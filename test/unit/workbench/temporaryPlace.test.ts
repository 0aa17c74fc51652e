import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { eventually } from '../../browser/eventually';
import { createTemporaryPlace } from '../../workbench/temporaryPlace';

/** Listens on a port, prints it, and never ends by itself. */
const child = `
  const server = require('node:net').createServer(socket => socket.on('error', () => {}));
  server.listen(0, '127.0.0.1', () => console.log(server.address().port));
`;

/** Starts that program. */
const parent = `
  require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { stdio: 'inherit' });
  setInterval(() => {}, 1000);
`;

async function firstLine(stream: Readable): Promise<string> {
  const [line] = (await once(createInterface({ input: stream }), 'line')) as [string];
  return line;
}

/** Connects to a program; `gone` resolves when that is no more. */
async function connectTo(port: string): Promise<{ readonly gone: Promise<void> }> {
  const socket = connect(Number(port), '127.0.0.1');
  await once(socket, 'connect');
  // A killed program resets the connection.
  socket.on('error', () => undefined);
  return {
    gone: new Promise(resolve => {
      socket.once('close', () => {
        resolve();
      });
    }),
  };
}

describe('a temporary place', () => {
  it('takes its folder and its processes, and theirs, with it', async () => {
    const place = createTemporaryPlace('sinch-place');
    assert.ok(existsSync(place.folder));
    const program = place.spawn(process.execPath, ['-e', parent]);
    const { gone } = await connectTo(await firstLine(program.stdout));
    await place.close();
    assert.ok(!existsSync(place.folder));
    await gone;
  });

  it('ends what a program leaves behind when it ends', async () => {
    const place = createTemporaryPlace('sinch-place');
    const program = place.spawn(process.execPath, ['-e', parent]);
    const { gone } = await connectTo(await firstLine(program.stdout));
    program.kill('SIGKILL');
    await gone;
    assert.ok(existsSync(place.folder));
    await place.close();
  });

  it('goes when its owner is killed', async () => {
    const module = path.join(import.meta.dirname, '..', '..', 'workbench', 'temporaryPlace.ts');
    const owner = spawn(
      process.execPath,
      [
        '--import=tsx',
        '--eval',
        `const { createTemporaryPlace } = require(${JSON.stringify(module)});
         const place = createTemporaryPlace('sinch-place');
         const program = place.spawn(process.execPath, ['-e', ${JSON.stringify(parent)}]);
         program.stdout.once('data', text => console.log(place.folder + '|' + String(text).trim()));`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [folder = '', port = ''] = (await firstLine(owner.stdout)).split('|');
    assert.ok(existsSync(folder));
    const { gone } = await connectTo(port);
    owner.kill('SIGKILL');
    await gone;
    await eventually(() => {
      assert.ok(!existsSync(folder));
    });
  });
});
