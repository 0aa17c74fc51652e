import assert from 'node:assert/strict';
import { MemorySecrets } from '../fakes/memorySecrets';
import { createAndInsert, rotate, type Flow } from './flows';

/** What a flow asks for, at most. */
function assertAtMost({ requests, counts }: Flow, most: Readonly<Record<string, number>>): void {
  const found = { requests, ...counts };
  const beyond = Object.entries(found).filter(([name, count]) => count > (most[name] ?? Infinity));
  assert.deepEqual(beyond, [], JSON.stringify(found));
}

describe('what takes time', () => {
  it('is asked for a limited number of times while a key is created and inserted', async () => {
    const flow = await createAndInsert({ vault: new MemorySecrets(), rows: false });
    assert.equal(flow.requests, 2);
    assertAtMost(flow, {
      'secrets.get': 8,
      'secrets.store': 3,
      'secrets.delete': 3,
      'secrets.keys': 6,
      'files.readFile': 6,
    });
  });

  it('is asked for a limited number of times before the page of a rotation, and after it', async () => {
    const { page, rotation } = await rotate({ vault: new MemorySecrets(), rows: false });
    assert.equal(page.requests, 3);
    assertAtMost(page, { 'secrets.get': 6, 'secrets.store': 0, 'secrets.keys': 4, 'files.readFile': 4 });
    assert.equal(rotation.requests, 3);
    assertAtMost(rotation, {
      'secrets.get': 24,
      'secrets.store': 7,
      'secrets.delete': 3,
      'secrets.keys': 4,
      'files.readFile': 10,
    });
  });

  it('is asked for once for each folder in which files may have a repository', async () => {
    const { page, depth } = await rotate({ vault: new MemorySecrets(), rows: false });
    const files = page.counts['files.readFile'] ?? 0;
    // Each file, and the `.git` in its folder and in those above.
    assert.ok((page.counts['files.stat'] ?? 0) <= 3 * files + depth, JSON.stringify(page.counts));
  });
});
