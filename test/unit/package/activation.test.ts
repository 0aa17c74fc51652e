import assert from 'node:assert/strict';
import path from 'node:path';
import { anything, withModules } from './loadPackaged';
import { useStagedProject } from './useStagedProject';

/** A module whose use is written down. */
function watched(name: string, uses: string[]): object {
  return new Proxy({}, { get: (_, key) => () => uses.push(`${name}.${String(key)}`) });
}

describe('activation', () => {
  const project = useStagedProject();

  it('loads no HTTP, reads no file and no secret, and asks nobody', async () => {
    const loaded: string[] = [];
    const uses: string[] = [];
    const replace = (request: string) => {
      if (request === 'vscode') return anything;
      if (path.isAbsolute(request)) return undefined;
      loaded.push(request);
      return watched(request, uses);
    };
    await withModules(replace, require => {
      const { activate } = require(path.join(project(), 'dist', 'extension.js')) as {
        activate: (context: unknown) => void;
      };
      const globalState = { get: () => [{ id: 'demo-project' }] };
      activate({
        globalState,
        secrets: watched('secrets', uses),
        extension: anything,
        subscriptions: anything,
      });
    });
    assert.deepEqual(loaded, []);
    assert.deepEqual(uses, []);
  });
});
