import { channel } from 'node:diagnostics_channel';
import http from 'node:http';

/**
 * For a `describe`: requests are published as the client needs it. Node.js does so itself since 22.12, which every VS Code
 * that can run the extension has.
 */
export function usePublishedRequests(): void {
  let stop: (() => void) | undefined;
  before(() => {
    stop = publishRequests();
  });
  after(() => {
    stop?.();
  });
}

/** Publishes each request that is made with `http.request`, unless Node.js does so itself. @returns what ends that */
export function publishRequests(): () => void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 12)) return () => undefined;
  const created = channel('http.client.request.created');
  const { request: original } = http;
  http.request = new Proxy(original, {
    apply(target, self, given: Parameters<typeof original>) {
      const request = Reflect.apply(target, self, given);
      created.publish({ request });
      return request;
    },
  });
  return () => {
    http.request = original;
  };
}
