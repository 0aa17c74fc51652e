/** Why an address can't be used: not a URL, a token would travel in clear text, or a password is written into it. */
export type EndpointProblem = 'malformed' | 'insecure' | 'credentials';

/** A base URL that must not be used. Its message never repeats the URL, which may hold a password. */
export class EndpointError extends Error {
  override readonly name = 'EndpointError';

  constructor(readonly problem: EndpointProblem) {
    super(explanations[problem]);
  }
}

const explanations: Readonly<Record<EndpointProblem, string>> = {
  malformed: 'The address of the service is not a URL.',
  insecure: 'The address of the service must start with https:// (or http:// for this very machine).',
  credentials: 'The address of the service must not hold a user name or password.',
};

/**
 * An address that tokens may be sent to: https, or http on a loopback host.
 * There is no other way to name the target of a request, so none can go out in clear text.
 */
export class Endpoint {
  private constructor(private readonly base: URL) {}

  /** Takes a URL with or without a path, with or without a slash at its end. Throws {@link EndpointError}. */
  static parse(text: string): Endpoint {
    if (!URL.canParse(text)) throw new EndpointError('malformed');

    const base = new URL(text);
    if (base.protocol !== 'https:' && !(base.protocol === 'http:' && isLoopback(base.hostname)))
      throw new EndpointError('insecure');

    if (base.username !== '' || base.password !== '') throw new EndpointError('credentials');

    return new Endpoint(base);
  }

  /**
   * The URL of a path below the base, each segment percent-encoded.
   * Throws a RangeError for a segment that no URL can carry: an empty one, `.`, `..`, or ill-formed text.
   */
  url(segments: readonly string[] = [], query: Readonly<Record<string, string>> = {}): URL {
    const url = new URL(this.base);
    if (segments.length > 0)
      url.pathname = [url.pathname.replace(/\/+$/, ''), ...segments.map(encodeSegment)].join('/');

    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);

    return url;
  }
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** False for an ID that no URL can carry: an empty one, `.`, `..`, or ill-formed text. */
export function canBeSegment(id: string): boolean {
  // URL parsers resolve "." and "..", even percent-encoded: the request would act on another resource.
  return !['', '.', '..'].includes(id) && id.isWellFormed();
}

function encodeSegment(segment: string): string {
  if (!canBeSegment(segment))
    throw new RangeError('An ID must be well-formed text, and not empty, "." or "..".');

  return encodeURIComponent(segment);
}
