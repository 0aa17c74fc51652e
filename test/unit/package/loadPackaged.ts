import { createRequire, Module } from 'node:module';

type Load = (request: string, ...rest: unknown[]) => unknown;

/** Stands for any value of VS Code's API: can be called, constructed and read at any depth. */
export const anything: object = new Proxy(
  function target() {
    return undefined;
  },
  {
    get: (_, key) => (key === Symbol.toPrimitive ? () => '' : anything),
    apply: () => anything,
    construct: () => anything,
  },
);

/**
 * Runs `task` with what is `require`d by names decided on by `replace`; undefined for the module of that name.
 * @returns what `task` does
 */
export async function withModules<T>(
  replace: (request: string) => unknown,
  task: (require: NodeJS.Require) => T | Promise<T>,
): Promise<T> {
  const loader = Module as unknown as { _load: Load };
  const load = loader._load;
  loader._load = (request, ...rest) => replace(request) ?? load(request, ...rest);
  try {
    return await task(createRequire(__filename));
  } finally {
    loader._load = load;
  }
}
