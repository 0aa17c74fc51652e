import assert from 'node:assert/strict';
import { ApiError, CredentialError, UnreachableError } from '../../../src/sinch/errors';
import { proveKey, UnprovedKeyError } from '../../../src/sinch/proveKey';

const key = { accessKeyId: 'demo-key', displayName: 'demo', projectId: 'demo-project' };

/** An API that answers in turn: an error rejects. */
function answering(...answers: readonly (Error | typeof key)[]) {
  const asked: string[] = [];
  const get = (accessKeyId: string) => {
    const answer = answers[asked.push(accessKeyId) - 1];
    return answer instanceof Error || answer === undefined
      ? Promise.reject(answer ?? new Error('asked once too often'))
      : Promise.resolve(answer);
  };
  return { asked, api: { get } };
}

const early = [
  new CredentialError('FetchToken', 'refused', 401),
  new ApiError('GetAccessKey', 401, undefined),
  new ApiError('GetAccessKey', 403, 'PERMISSION_DENIED'),
  new ApiError('GetAccessKey', 404, 'NOT_FOUND'),
];

describe('proveKey', () => {
  it('is content with one good answer', async () => {
    const { asked, api } = answering(key);
    await proveKey(api, 'demo-key');
    assert.deepEqual(asked, ['demo-key']);
  });

  for (const error of early) {
    it(`asks again after what may be too early: ${error.message}`, async () => {
      const { asked, api } = answering(error, error, key);
      await proveKey(api, 'demo-key', { waits: [0, 0, 0] });
      assert.equal(asked.length, 3);
    });
  }

  it('ends with the last refusal, for which no other credential is to blame', async () => {
    const { asked, api } = answering(...early);
    await assert.rejects(
      proveKey(api, 'demo-key', { waits: [0, 0, 0] }),
      new UnprovedKeyError('demo-key', { cause: early[3] }),
    );
    assert.equal(asked.length, 4);
  });

  for (const error of [
    new CredentialError('GetAccessKey', 'expired', undefined),
    new ApiError('GetAccessKey', 500, 'INTERNAL_ERROR'),
    new ApiError('GetAccessKey', 429, undefined),
    new UnreachableError('GetAccessKey', 'offline', 'sinch.test', 'ENOTFOUND'),
    new UnreachableError('FetchToken', 'timeout', 'sinch.test', undefined),
  ]) {
    it(`gives up at once: ${error.message}`, async () => {
      const { asked, api } = answering(error, key);
      await assert.rejects(proveKey(api, 'demo-key', { waits: [0] }), error);
      assert.equal(asked.length, 1);
    });
  }

  it('ends a wait at once when it is cancelled', async () => {
    const stop = new AbortController();
    const { asked, api } = answering(...early);
    const proving = proveKey(api, 'demo-key', { waits: [2 ** 30], signal: stop.signal });
    await Promise.resolve();
    stop.abort();
    await assert.rejects(proving, { name: 'AbortError' });
    assert.equal(asked.length, 1);
  });
});
