import assert from 'node:assert/strict';
import { deleteIfThere } from '../../../src/sinch/deleteIfThere';
import {
  ApiError,
  CredentialError,
  isAbsence,
  UnconfirmedError,
  UnexpectedAnswerError,
  UnreachableError,
} from '../../../src/sinch/errors';
import type { AccessKey } from '../../../src/sinch/types';
import { rejection, rejectionAs } from './support/rejection';

const key: AccessKey = { accessKeyId: 'demo-key', displayName: 'demo', projectId: 'demo-project' };
const absent = new ApiError('GetAccessKey', 404, 'NOT_FOUND');

/** An API whose deletion fails so, and that answers so when it is asked for the key afterwards. */
function answering(deletion: Error, after: AccessKey | Error) {
  const asked: unknown[] = [];
  const api = {
    delete: () => Promise.reject(deletion),
    get: (...given: readonly unknown[]) => {
      asked.push(given);
      return after instanceof Error ? Promise.reject(after) : Promise.resolve(after);
    },
  };
  return { api, asked };
}

const doubtful = [
  new ApiError('DeleteAccessKey', 404, 'NOT_FOUND'),
  new ApiError('DeleteAccessKey', 404, undefined, { hint: 'proxy' }),
  new ApiError('DeleteAccessKey', 503, undefined),
  new UnreachableError('DeleteAccessKey', 'interrupted', 'sinch.test', 'ECONNRESET'),
  new UnexpectedAnswerError('DeleteAccessKey', 200, 'body: not JSON'),
  new UnconfirmedError('DeleteAccessKey', { cause: new CredentialError('FetchToken', 'refused', 401) }),
];

describe('deleteIfThere', () => {
  for (const error of doubtful) {
    it(`asks for the key, and takes Sinch’s own 404 for a deletion: ${error.message}`, async () => {
      for (const status of ['NOT_FOUND', 'not-found']) {
        const { api, asked } = answering(error, new ApiError('GetAccessKey', 404, status));
        await deleteIfThere(api, 'demo-key');
        assert.deepEqual(asked, [['demo-key']]);
      }
    });

    it(`fails as the deletion did where the key is there: ${error.message}`, async () => {
      const failed = await rejection(deleteIfThere(answering(error, key).api, 'demo-key'));
      if (error instanceof ApiError && error.status === 404)
        assert.ok(failed instanceof UnexpectedAnswerError && failed.problem === 'the key is still there');
      else assert.equal(failed, error instanceof UnconfirmedError ? error.cause : error);
    });

    for (const after of [
      new ApiError('GetAccessKey', 404, undefined),
      new ApiError('GetAccessKey', 403, 'PERMISSION_DENIED'),
      new ApiError('FetchToken', 404, 'NOT_FOUND'),
      new CredentialError('FetchToken', 'refused', 401),
      new UnreachableError('GetAccessKey', 'offline', 'sinch.test', 'ENOTFOUND'),
      new UnexpectedAnswerError('GetAccessKey', 200, 'accessKeyId: of another key'),
    ]) {
      it(`says that nobody knows: ${error.message}, then ${after.message}`, async () => {
        const unknown = await rejectionAs(
          UnconfirmedError,
          deleteIfThere(answering(error, after).api, 'demo-key'),
        );
        assert.equal(unknown.cause, after);
        assert.ok(!isAbsence(unknown));
      });
    }
  }

  for (const error of [
    new ApiError('DeleteAccessKey', 403, 'PERMISSION_DENIED'),
    new ApiError('FetchToken', 404, undefined),
    new CredentialError('FetchToken', 'refused', 401),
    new UnreachableError('DeleteAccessKey', 'offline', 'sinch.test', 'ENOTFOUND'),
    new TypeError('a bug'),
  ]) {
    it(`asks nothing where the key is surely there: ${error.message}`, async () => {
      const { api, asked } = answering(error, absent);
      assert.equal(await rejection(deleteIfThere(api, 'demo-key')), error);
      assert.deepEqual(asked, []);
    });
  }

  it('asks after it was cancelled, too, without the signal that cancelled it', async () => {
    const reason = new DOMException('cancelled', 'AbortError');
    const signal = AbortSignal.abort(reason);
    const { api, asked } = answering(reason, absent);
    await deleteIfThere(api, 'demo-key', { signal });
    assert.deepEqual(asked, [['demo-key']]);
    assert.equal(await rejection(deleteIfThere(answering(reason, key).api, 'demo-key', { signal })), reason);
  });
});
