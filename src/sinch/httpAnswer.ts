import type { Response } from 'node-fetch';

/** Any answer at all, whatever its status: a redirect or an error is one too. */
export interface HttpAnswer {
  readonly status: number;
  /** Empty if there was none; undefined if it was larger than the transport's limit. */
  readonly body: string | undefined;
  /** Several values are joined by a comma; undefined if there is no such header. */
  header(name: string): string | undefined;
}

export interface ReceiveOptions {
  /** Largest body that is read, in bytes. */
  readonly maxBytes: number;
  /** True for an answer that is of use although the end of its body is missing; none is by default. */
  readonly isOfUseIncomplete?: ((answer: HttpAnswer) => boolean) | undefined;
}

/** Reads the body of an answer as UTF-8 text. Rejects if that ends early, unless the answer is of use all the same. */
export async function receiveAnswer(
  { status, headers, body: stream }: Response,
  { maxBytes, isOfUseIncomplete = () => false }: ReceiveOptions,
): Promise<HttpAnswer> {
  const withBody = (body: string | undefined): HttpAnswer => ({
    status,
    body,
    header: name => headers.get(name) ?? undefined,
  });
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  try {
    for await (const chunk of stream ?? []) {
      const read = Buffer.from(chunk);
      bytes += read.length;
      text += decoder.decode(read, { stream: true });
      // Leaving the loop ends the connection.
      if (bytes > maxBytes) return withBody(isOfUseIncomplete(withBody(text)) ? text : undefined);
    }
  } catch (error) {
    if (!isOfUseIncomplete(withBody(text))) throw error;
  }
  return withBody(text + decoder.decode());
}
