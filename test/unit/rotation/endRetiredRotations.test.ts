import assert from 'node:assert/strict';
import { endRetiredRotations } from '../../../src/rotation/endRetiredRotations';
import type { Rotation } from '../../../src/rotation/rotation';
import { ApiError, CredentialError, UnreachableError } from '../../../src/sinch/errors';
import { KeyWorld } from '../../fakes/keyWorld';

const projectId = 'demo-project';

/** Lists a project without its retired key, and says whether the rotation of that is over. */
async function isOverAfter(answer: Error | undefined): Promise<boolean> {
  const world = new KeyWorld();
  const old = world.sinch.seed('old');
  const { keyId, keySecret } = { keyId: old.accessKeyId, keySecret: old.secret };
  world.secrets.values.set(`credential:${projectId}`, JSON.stringify({ kind: 'keyPair', keyId, keySecret }));
  const { rotation: parts } = world.open({
    faultOf: call =>
      call === 'sinch.get' && answer ? { kind: 'fails', error: answer, isCarriedOut: false } : undefined,
  });
  const retired: Rotation = {
    projectId,
    oldKeyId: old.accessKeyId,
    oldName: 'old',
    newName: 'new',
    newKey: { kind: 'created', keyId: 'new-key' },
    begunAt: 1,
    ending: 'keep',
    step: 'retire',
    files: [],
  };
  await parts.rotations.write(retired);
  const keys = { peek: () => ({ status: 'loaded', keys: [] }) as const, find: () => undefined };
  await endRetiredRotations({ ...parts, keys, log: world.log }, projectId);
  assert.deepEqual(world.log.lines, []);
  return (await parts.rotations.list()).length === 0;
}

describe('endRetiredRotations', () => {
  it('forgets a rotation whose old key is gone, by Sinch’s own word', async () => {
    assert.equal(await isOverAfter(new ApiError('GetAccessKey', 404, 'NOT_FOUND')), true);
  });

  it('keeps one whose old key only the list doesn’t show', async () => {
    assert.equal(await isOverAfter(undefined), false);
  });

  for (const error of [
    new ApiError('GetAccessKey', 404, undefined),
    new ApiError('GetAccessKey', 403, 'PERMISSION_DENIED'),
    new CredentialError('FetchToken', 'refused', 401),
    new UnreachableError('GetAccessKey', 'offline', 'sinch.test', 'ENOTFOUND'),
  ]) {
    it(`keeps one where nobody can say: ${error.message}`, async () => {
      assert.equal(await isOverAfter(error), false);
    });
  }
});
