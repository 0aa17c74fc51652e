import assert from 'node:assert/strict';
import { createRequire, Module } from 'node:module';
import path from 'node:path';
import { useStagedProject } from './useStagedProject';

/** Stands for any value of VS Code's API: can be called, constructed and read at any depth. */
const anything: object = new Proxy(
  function target() {
    return undefined;
  },
  {
    get: (_, key) => (key === Symbol.toPrimitive ? () => '' : anything),
    apply: () => anything,
    construct: () => anything,
  },
);

/** A module whose use is written down. */
function watched(name: string, uses: string[]): object {
  return new Proxy({}, { get: (_, key) => () => uses.push(`${name}.${String(key)}`) });
}

type Load = (request: string, ...rest: unknown[]) => unknown;

describe('activation', () => {
  const project = useStagedProject();

  it('loads no HTTP, reads no file and asks nobody', () => {
    const loaded: string[] = [];
    const uses: string[] = [];
    const loader = Module as unknown as { _load: Load };
    const load = loader._load;
    loader._load = (request, ...rest) => {
      if (request === 'vscode') return anything;
      if (path.isAbsolute(request)) return load(request, ...rest);
      loaded.push(request);
      return watched(request, uses);
    };
    try {
      const file = path.join(project(), 'dist', 'extension.js');
      const { activate } = createRequire(__filename)(file) as { activate: (context: unknown) => void };
      activate(anything);
    } finally {
      loader._load = load;
    }
    assert.deepEqual([...new Set(loaded)].sort(), ['node:fs/promises', 'node:os', 'node:timers/promises']);
    // It names its process, to tell the work of others that live from that of those that died.
    assert.deepEqual(uses, ['node:os.hostname']);
  });
});
