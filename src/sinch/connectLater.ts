import type { ConnectOptions } from './connect';
import type { TransportOptions } from './transport';
import type { AccessKeysApi } from './types';

/** Access as `connect` gives it, whose code is loaded by the first call: each rejects with what `connect` throws. */
export function connectLater(
  options: Omit<ConnectOptions, 'transport'>,
  transport: TransportOptions,
): AccessKeysApi {
  let connected: Promise<AccessKeysApi> | undefined;
  const api = () =>
    (connected ??= import('./client').then(({ connect, createTransport }) =>
      connect({ ...options, transport: createTransport(transport) }),
    ));
  return {
    async *list(...given) {
      yield* (await api()).list(...given);
    },
    create: async (...given) => (await api()).create(...given),
    get: async (...given) => (await api()).get(...given),
    update: async (...given) => (await api()).update(...given),
    delete: async (...given) => (await api()).delete(...given),
  };
}
