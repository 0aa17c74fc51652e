import assert from 'node:assert/strict';
import { trySave } from '../../../src/envFiles/trySave';

describe('isSaved', () => {
  it('says whether a document was saved, also where VS Code rejects', async () => {
    for (const saved of [true, false])
      assert.equal(await trySave({ save: () => Promise.resolve(saved) }), saved);
    const closed = { save: () => Promise.reject(new Error('Document has been closed')) };
    assert.equal(await trySave(closed), false);
  });
});
