import type { Connect } from './connect';
import type { TransportOptions } from './transport';
import type { AccessKeysApi } from './types';

/**
 * Connects as `createConnect` does, with code that the first call loads: each call rejects with what connecting throws.
 */
export function connectLater(options: TransportOptions): Connect {
  let loaded: Promise<Connect> | undefined;
  const connect = () =>
    (loaded ??= import('./client').then(({ createConnect, createTransport }) =>
      createConnect({ transport: createTransport(options) }),
    ));
  return given => {
    let connected: Promise<AccessKeysApi> | undefined;
    const api = () => (connected ??= connect().then(made => made(given)));
    return {
      async *list(...args) {
        yield* (await api()).list(...args);
      },
      create: async (...args) => (await api()).create(...args),
      get: async (...args) => (await api()).get(...args),
      update: async (...args) => (await api()).update(...args),
      delete: async (...args) => (await api()).delete(...args),
    };
  };
}
