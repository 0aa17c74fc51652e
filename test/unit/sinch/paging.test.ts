import assert from 'node:assert/strict';
import { listKeys } from '../../../src/keys/keyList';
import { createAccessKeys } from '../../../src/sinch/accessKeys';
import { bearerTokens } from '../../../src/sinch/bearerTokens';
import { UnexpectedAnswerError } from '../../../src/sinch/errors';
import { json } from './support/answer';
import { collect, nextKeyId } from './support/emulatedClient';
import { rejection, rejectionAs } from './support/rejection';

const key = (accessKeyId: string) => ({ accessKeyId });

/** A project whose page of each number, from 1, is as given, and the pages that were asked for. No answer ends on an abort. */
function pagesOf(page: (number: number) => object) {
  const asked: (string | undefined)[] = [];
  const keys = createAccessKeys({
    transport: ({ query }) => {
      asked.push(query?.['pageToken']);
      return Promise.resolve(json(200, page(asked.length)));
    },
    tokens: bearerTokens({ token: 'demo-token' }),
    baseUrl: 'https://account.example',
    projectId: 'demo-project',
  });
  return { keys, asked };
}

describe('the pages of a list', () => {
  it('hold a key once that is on two of them', async () => {
    const { keys } = pagesOf(number =>
      number === 1
        ? { accessKeys: [key('a'), key('b'), key('a')], nextPageToken: 'second' }
        : { accessKeys: [key('b'), key('c')] },
    );
    const listed = await collect(keys.list());
    assert.deepEqual(
      listed.map(({ accessKeyId }) => accessKeyId),
      ['a', 'b', 'c'],
    );
  });

  it('are no more than 100', async () => {
    const { keys, asked } = pagesOf(number => ({ nextPageToken: `page-${number}` }));
    const error = await rejectionAs(UnexpectedAnswerError, collect(keys.list()));
    assert.equal(error.problem, 'nextPageToken: the list has no end');
    assert.equal(asked.length, 100);
  });

  const thousand = (number: number) => Array.from({ length: 1000 }, (_, index) => key(`${number}-${index}`));

  it('hold 10,000 keys', async () => {
    const { keys } = pagesOf(number => ({
      accessKeys: thousand(number),
      ...(number < 10 && { nextPageToken: `page-${number}` }),
    }));
    assert.equal((await collect(keys.list())).length, 10_000);
  });

  for (const [name, page] of [
    ['keys', thousand],
    ['keys that can’t be read', () => Array.from({ length: 1000 }, () => ({}))],
  ] as const) {
    it(`end beyond 10,000 ${name}, and say why`, async () => {
      const { keys, asked } = pagesOf(number => ({
        accessKeys: page(number),
        nextPageToken: `page-${number}`,
      }));
      const error = await rejectionAs(UnexpectedAnswerError, collect(keys.list()));
      assert.equal(error.problem, 'accessKeys: more than 10000');
      assert.equal(asked.length, 11);
    });
  }

  it('end at once where the list is cancelled, in a page', async () => {
    const { keys, asked } = pagesOf(() => ({ accessKeys: [key('a'), key('b')], nextPageToken: 'second' }));
    const controller = new AbortController();
    const iterator = keys.list({ signal: controller.signal });
    assert.equal(await nextKeyId(iterator), 'a');
    controller.abort('cancelled');
    assert.equal(await rejection(iterator.next()), 'cancelled');
    assert.equal(asked.length, 1);
  });

  it('end at once where the list is cancelled, between two pages', async () => {
    const controller = new AbortController();
    const { keys, asked } = pagesOf(number => {
      if (number === 2) controller.abort('cancelled');
      return { accessKeys: [], nextPageToken: `page-${number}` };
    });
    assert.equal(await rejection(collect(keys.list({ signal: controller.signal }))), 'cancelled');
    assert.equal(asked.length, 2);
  });

  it('count the keys that can’t be read', async () => {
    const { keys } = pagesOf(number =>
      number === 1
        ? { accessKeys: [{ accessKeyId: '' }, key('a')], nextPageToken: 'second' }
        : { accessKeys: [{}, {}] },
    );
    const { keys: listed, unreadable } = await listKeys(keys, new AbortController().signal);
    assert.deepEqual([listed.length, unreadable], [1, 3]);
  });
});
