import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hostname } from 'node:os';
import { isRunning, thisProcess } from '../../../src/storage/hostProcess';

describe('the name of a process', () => {
  const [host = '', system = '', id = '', began = ''] = thisProcess().split('/');
  const named = (...parts: readonly (string | number)[]): string => parts.join('/');

  it('tells that this one runs, and stays', () => {
    assert.deepEqual([host, id], [hostname(), String(process.pid)]);
    assert.equal(thisProcess(), named(host, system, id, began));
    assert.equal(isRunning(thisProcess()), true);
  });

  it('tells whether another one runs, until it has ended', async () => {
    // An address, for Windows imports no path that begins with a drive.
    const { href } = new URL('../../../src/storage/hostProcess.ts', import.meta.url);
    const child = spawn(
      process.execPath,
      [
        ...['--import', 'tsx', '--input-type=module', '-e'],
        `import(${JSON.stringify(href)}).then(all => console.log((all.default ?? all).thisProcess())); process.stdin.resume()`,
      ],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    const [line] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
    const name = line.trim();
    assert.equal(isRunning(name), true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    assert.equal(isRunning(name), false);
  });

  it('is not that of a later process with the same number, where a system tells when one began', () => {
    const later = named(host, system, id, began === '' ? '' : Number(began) - 1);
    assert.equal(isRunning(later), began === '' ? isRunning(thisProcess()) : false);
  });

  it('tells nothing of a process in another container of the same host name, alive or not', () => {
    for (const other of [
      system.replace(/\d(?=\]?$)/, digit => String(9 - Number(digit))),
      `x${system}`,
      '',
    ]) {
      assert.notEqual(other, system);
      for (const pid of [process.pid, 1, 999_999_999])
        assert.equal(isRunning(named(host, other, pid, began)), undefined, other);
    }
  });

  it('tells nothing by the host name and the process ID alone, as names once were', () => {
    for (const name of [named(host, id), named(host, 999_999_999)]) assert.equal(isRunning(name), undefined);
  });

  const unknown = [
    named(`not-${host}`, system, id, began),
    host,
    named(host, system, '', began),
    named(host, system, 0, began),
    named(host, system, -1, began),
    '',
  ];
  for (const [index, name] of unknown.entries()) {
    it(`tells nothing of what is none of this machine (${index + 1})`, () => {
      assert.equal(isRunning(name), undefined);
    });
  }
});
