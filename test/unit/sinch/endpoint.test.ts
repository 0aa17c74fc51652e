import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { Endpoint, EndpointError, type EndpointProblem } from '../../../src/sinch/endpoint';

describe('Endpoint', () => {
  for (const text of [
    'https://account.example',
    'http://127.0.0.1:4010',
    'http://127.9.8.7',
    'http://localhost:4010/',
    'http://[::1]:4010',
  ]) {
    it(`accepts ${text}`, () => {
      assert.equal(Endpoint.parse(text).url().href, new URL(text).href);
    });
  }

  const refused: readonly (readonly [string, EndpointProblem])[] = [
    ['', 'malformed'],
    ['account.example', 'malformed'],
    ['http://account.example', 'insecure'],
    ['http://localhost.account.example', 'insecure'],
    ['http://127.0.0.1.account.example', 'insecure'],
    ['http://0.0.0.0', 'insecure'],
    ['http://192.168.1.20', 'insecure'],
    ['ftp://account.example', 'insecure'],
    ['file:///tmp/answers', 'insecure'],
    ['https://user:hunter22@account.example', 'credentials'],
    ['https://user@account.example', 'credentials'],
  ];
  for (const [text, problem] of refused) {
    it(`refuses "${text}" as ${problem}`, () => {
      assert.throws(
        () => Endpoint.parse(text),
        (error: unknown) =>
          error instanceof EndpointError && error.problem === problem && !error.message.includes('hunter22'),
      );
    });
  }

  it('joins a path to a base with or without a slash or a prefix', () => {
    for (const [base, joined] of [
      ['https://account.example', 'https://account.example/v1/projects'],
      ['https://account.example/', 'https://account.example/v1/projects'],
      ['https://account.example/gateway', 'https://account.example/gateway/v1/projects'],
      ['https://account.example/gateway//', 'https://account.example/gateway/v1/projects'],
    ] as const)
      assert.equal(Endpoint.parse(base).url(['v1', 'projects']).href, joined);
  });

  it('keeps the URL it was given where no path is added', () => {
    const text = 'https://auth.example/oauth2/token?tenant=demo';
    assert.equal(Endpoint.parse(text).url().href, text);
  });

  it('adds a query', () => {
    const url = Endpoint.parse('https://account.example').url(['keys'], { pageToken: 'a b&c=d/+' });
    assert.equal(url.searchParams.get('pageToken'), 'a b&c=d/+');
    assert.equal([...url.searchParams].length, 1);
  });

  it('carries any segment as one segment, or refuses it', () => {
    const endpoint = Endpoint.parse('https://account.example/gateway');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), segment => {
        let url: URL;
        try {
          url = endpoint.url(['v1', segment, 'accessKeys']);
        } catch (error) {
          assert.ok(error instanceof RangeError);
          assert.ok(['', '.', '..'].includes(segment) || /\p{Surrogate}/u.test(segment));
          return;
        }
        const parts = url.pathname.split('/');
        assert.deepEqual(
          parts.map(part => decodeURIComponent(part)),
          ['', 'gateway', 'v1', segment, 'accessKeys'],
        );
        assert.equal(url.origin + url.search + url.hash, 'https://account.example');
      }),
    );
  });

  for (const segment of ['', '.', '..', '\ud800']) {
    it(`refuses the segment ${JSON.stringify(segment)}, which would name another resource`, () => {
      assert.throws(() => Endpoint.parse('https://account.example').url(['v1', segment]), RangeError);
    });
  }
});
