import type { Endpoint } from './endpoint';
import { UnreachableError, type Operation } from './errors';
import { type HttpAnswer, receiveAnswer } from './httpAnswer';
import { sendOnOwnConnection } from './ownConnection';
import { unreachable } from './unreachable';

/** One request as it goes out. */
export interface HttpRequest {
  readonly operation: Operation;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly endpoint: Endpoint;
  /** Path below the endpoint, not yet percent-encoded; the endpoint itself if left out. */
  readonly segments?: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal | undefined;
  /** True for an answer that is of use whatever its status is, and even if its end is missing; none is by default. */
  readonly isOfUseAnyway?: ((answer: HttpAnswer) => boolean) | undefined;
}

/** What a log may know of an exchange. */
export interface Exchange {
  readonly method: string;
  /** Percent-encoded, without the query. */
  readonly path: string;
  /** Undefined if no whole answer arrived. */
  readonly status: number | undefined;
  readonly milliseconds: number;
}

export interface TransportOptions {
  /** Sent with every request, such as `sinch-access-keys/1.0.0`. */
  readonly userAgent: string;
  /** Milliseconds from the start of a request to the last byte of its answer; 30 000 by default. */
  readonly timeout?: number;
  /** Largest body that is read, in bytes; 1 MiB by default. */
  readonly maxBytes?: number;
  /** Told of every exchange at its end. */
  readonly onExchange?: (exchange: Exchange) => void;
}

/**
 * Carries out one exchange, without retries and without following redirects.
 * Rejects with an {@link UnreachableError} if no whole answer arrives, or with the signal's own reason.
 */
export type Transport = (request: HttpRequest) => Promise<HttpAnswer>;

export function createTransport(options: TransportOptions): Transport {
  const { userAgent, timeout = 30_000, maxBytes = 1024 * 1024, onExchange } = options;

  return async request => {
    const { signal } = request;
    const url = request.endpoint.url(request.segments, request.query);
    const { default: fetch } = await import('node-fetch');
    signal?.throwIfAborted();

    // Not AbortSignal.any and .timeout: in Node 22 and 24 such a signal may be collected before it fires.
    const cut = new AbortController();
    const abort = () => {
      cut.abort();
    };
    const timer = setTimeout(abort, timeout);
    signal?.addEventListener('abort', abort);

    const start = performance.now();
    let status: number | undefined;
    try {
      const options = {
        method: request.method,
        headers: {
          ...request.headers,
          'User-Agent': userAgent,
          // Answers are small; uncompressed ones have one way less to be broken or to grow.
          'Accept-Encoding': 'identity',
          Connection: 'close',
        },
        ...(request.body === undefined ? {} : { body: request.body }),
        // A token must never reach another origin than the one it was meant for.
        redirect: 'manual' as const,
        compress: false,
        signal: cut.signal,
      };
      // A kept connection may be dead when it is used again, and a create that meets a dead one can't be repeated.
      const response = await sendOnOwnConnection(() => fetch(url, options));
      const answer = await receiveAnswer(response, {
        maxBytes,
        isOfUseIncomplete: request.isOfUseAnyway,
      });
      status = answer.status;
      return answer;
    } catch (error) {
      signal?.throwIfAborted();
      if (cut.signal.aborted) throw new UnreachableError(request.operation, 'timeout', url.host, undefined);

      throw unreachable(request.operation, url.host, error);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      const milliseconds = performance.now() - start;
      report({ method: request.method, path: url.pathname, status, milliseconds }, onExchange);
    }
  };
}

function report(exchange: Exchange, onExchange: TransportOptions['onExchange']): void {
  try {
    onExchange?.(exchange);
  } catch {
    // A log that can't be written must not cost an answer that can't be asked for again.
  }
}
