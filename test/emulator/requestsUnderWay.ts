import type { ServerResponse } from 'node:http';

/** Requests that have no answer yet. */
export interface RequestsUnderWay {
  /** @returns a signal that is aborted when the client goes away or the request is ended. */
  add(response: ServerResponse): AbortSignal;
  /** The request got its answer. */
  settle(response: ServerResponse): void;
  /** Cuts the connection of every request that has no answer. */
  endAll(): void;
}

export function createRequestsUnderWay(): RequestsUnderWay {
  const waiting = new Map<ServerResponse, AbortController>();
  return {
    add(response) {
      const controller = new AbortController();
      waiting.set(response, controller);
      response.once('close', () => {
        waiting.delete(response);
        controller.abort();
      });
      return controller.signal;
    },
    settle(response) {
      waiting.delete(response);
    },
    endAll() {
      for (const [response, controller] of waiting) {
        controller.abort();
        response.destroy();
      }
      waiting.clear();
    },
  };
}
