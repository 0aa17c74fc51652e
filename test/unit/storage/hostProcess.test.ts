import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hostname } from 'node:os';
import { isRunning, thisProcess } from '../../../src/storage/hostProcess';

describe('the name of a process', () => {
  it('tells that this one runs', () => {
    assert.equal(thisProcess(), `${hostname()}/${process.pid}`);
    assert.equal(isRunning(thisProcess()), true);
  });

  it('tells whether another one runs, until it has ended', async () => {
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    await once(child, 'spawn');
    const name = `${hostname()}/${child.pid ?? 0}`;
    assert.equal(isRunning(name), true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    assert.equal(isRunning(name), false);
  });

  for (const name of [
    `not-${hostname()}/1`,
    hostname(),
    `${hostname()}/`,
    `${hostname()}/0`,
    `${hostname()}/-1`,
    '',
  ]) {
    it(`tells nothing of “${name.replace(hostname(), 'this-machine')}”`, () => {
      assert.equal(isRunning(name), undefined);
    });
  }
});
