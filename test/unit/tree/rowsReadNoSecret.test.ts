import assert from 'node:assert/strict';
import { createCredentials } from '../../../src/projects/credentials';
import { beginRotation } from '../../../src/rotation/beginRotation';
import type { Rotation } from '../../../src/rotation/rotation';
import { Rotations } from '../../../src/rotation/rotations';
import { WorkByProject } from '../../../src/tree/storedWork';
import { findUnfinishedWork } from '../../../src/tree/unfinishedWork';
import { MemoryLog } from '../../fakes/memoryLog';
import { MemorySecrets } from '../../fakes/memorySecrets';
import { openPendingSecrets } from '../../fakes/openPendingSecrets';
import { recordReads } from '../../fakes/recordedReads';

const projectIds = ['first', 'second', 'third'];

/** A window on a storage that others may share. */
function open(storage: MemorySecrets) {
  const log = new MemoryLog();
  const secrets = recordReads(storage);
  return {
    read: secrets.read,
    log,
    credentials: createCredentials(secrets, log),
    ...openPendingSecrets(secrets, log),
    rotations: new Rotations({ secrets, log, session: 'session' }),
    projects: {
      all: () => projectIds.map(id => ({ id })),
      get: (id: string) => (projectIds.includes(id) ? { id } : undefined),
    },
  };
}

type Window = ReturnType<typeof open>;

/** Leaves a pending secret in each project. */
async function leaveSecrets({ pendingSecrets }: Window): Promise<void> {
  for (const projectId of projectIds) {
    const key = { projectId, accessKeyId: `key-${projectId}`, displayName: 'demo' };
    await pendingSecrets.keep({ ...key, secret: `secret-of-${projectId}` });
  }
}

/** Leaves a paused rotation of the key that the extension signs in with, which a file holds too. */
async function leaveRotation({ rotations }: Window): Promise<void> {
  const keySecret = 'secret-of-key-first';
  const planned: Rotation = {
    projectId: 'first',
    oldKeyId: 'key-first',
    oldName: 'demo',
    newName: 'demo 2026-01-31',
    newKey: { kind: 'notCreated' },
    begunAt: Date.now(),
    ending: 'keep',
    step: 'create',
    signIn: { projectIds: ['first'], oldSecret: keySecret },
    files: [{ uri: 'file:///.env', oldSecret: { kind: 'known', secret: keySecret }, state: 'open' }],
  };
  const begun = await beginRotation({ rotations }, { confirmHoldInMemory: () => assert.fail() }, planned);
  assert.ok(begun);
  rotations.leave(begun);
}

function assertNoSecretRead({ read }: Window): void {
  assert.ok(read.length > 0);
  for (const [key, text] of read) assert.ok(!text.includes('secret-of-'), `${key} was read`);
}

describe('Three projects with secrets in storage', () => {
  it('are drawn and counted without one of them', async () => {
    const storage = new MemorySecrets();
    await leaveSecrets(open(storage));
    const window = open(storage);
    const work = await new WorkByProject(window).read();
    assert.deepEqual(
      projectIds.map(id => work.get(id)?.secrets),
      projectIds.map(projectId => [{ projectId, accessKeyId: `key-${projectId}`, displayName: 'demo' }]),
    );
    assert.equal((await findUnfinishedWork(window)).secrets.length, 3);
    assertNoSecretRead(window);
  });

  it('are redrawn without one of them, in a window that looks on while they are stored', async () => {
    const storage = new MemorySecrets();
    const window = open(storage);
    const drawn: Promise<unknown>[] = [];
    window.pendingSecrets.onDidChange(() => {
      drawn.push(new WorkByProject(window).read());
    });
    await leaveSecrets(open(storage));
    assert.equal((await Promise.all(drawn)).length, 3);
    assertNoSecretRead(window);
  });

  it('are drawn and counted without the old secret of a paused rotation', async () => {
    const storage = new MemorySecrets();
    const window = open(storage);
    const drawn: Promise<unknown>[] = [];
    window.rotations.onDidChange(() => {
      drawn.push(new WorkByProject(window).read());
    });
    await leaveRotation(open(storage));
    await Promise.all(drawn);
    const work = await new WorkByProject(window).read();
    assert.equal(work.get('first')?.rotations.length, 1);
    assert.equal((await findUnfinishedWork(window)).rotations.length, 1);
    assertNoSecretRead(window);
  });
});
