import assert from 'node:assert/strict';
import type { Rotation } from '../../../src/rotation/rotation';
import { readProjectDetails } from '../../../src/tree/projectDetails';
import { WorkByProject } from '../../../src/tree/storedWork';
import { countOf, findUnfinishedWork } from '../../../src/tree/unfinishedWork';
import { Rotations } from '../../../src/rotation/rotations';
import { createCredentials } from '../../../src/projects/credentials';
import { MemoryLog } from '../../fakes/memoryLog';
import { MemorySecrets } from '../../fakes/memorySecrets';
import { openPendingSecrets } from '../../fakes/openPendingSecrets';

const key = { projectId: 'demo-project', accessKeyId: 'demo-key', displayName: 'demo' };
const secret = { ...key, secret: 'demo-secret' };

const rotation: Rotation = {
  projectId: 'demo-project',
  oldKeyId: 'old-key',
  oldName: 'old',
  newName: 'new',
  newKey: { kind: 'notCreated' },
  begunAt: 1,
  ending: 'keep',
  step: 'create',
  files: [],
};

function open(secrets = new MemorySecrets()) {
  const log = new MemoryLog();
  const options = { secrets, log, session: 'session' };
  return {
    secrets,
    log,
    credentials: createCredentials(secrets, log),
    ...openPendingSecrets(secrets, log),
    rotations: new Rotations(options),
    projects: {
      all: () => [{ id: 'demo-project' }],
      get: (id: string) => (id === 'demo-project' ? { id } : undefined),
    },
  };
}

/** A secret waits, and a create and a rotation were interrupted. */
async function openWithMatters() {
  const parts = open();
  await parts.credentials.set('demo-project', { kind: 'keyPair', keyId: 'old-key', keySecret: 'x' });
  await parts.pendingSecrets.keep(secret);
  parts.creations.leave((await parts.creations.begin('demo-project', 'other')).id);
  await parts.rotations.write(rotation);
  parts.rotations.leave(rotation);
  return parts;
}

/** The same with a keyring that no longer answers, and a secret in memory. */
async function openWithoutKeyring() {
  const { secrets } = await openWithMatters();
  for (const call of ['get', 'store', 'keys'] as const) secrets.trouble(call, 'rejects');
  const parts = open(secrets);
  await parts.pendingSecrets.keep(secret);
  return parts;
}

function readDetails(parts: ReturnType<typeof open>) {
  return readProjectDetails(parts, 'demo-project', new WorkByProject(parts).read());
}

describe('what waits for the user', () => {
  it('is nothing where there is no project, and SecretStorage is not asked', async () => {
    const parts = await openWithMatters();
    for (const call of ['get', 'keys'] as const) parts.secrets.trouble(call, 'rejects');
    const projects = { all: () => [], get: () => undefined };
    assert.equal(countOf(await findUnfinishedWork({ ...parts, projects })), 0);
    assert.deepEqual(parts.log.lines, []);
  });

  it('is every secret, create and rotation of the projects in the list', async () => {
    const parts = await openWithMatters();
    const { secrets, creations, rotations } = await findUnfinishedWork(parts);
    assert.deepEqual(secrets, [key]);
    assert.deepEqual(
      creations.map(({ value }) => value.displayName),
      ['other'],
    );
    assert.deepEqual(
      rotations.map(({ value }) => value.oldName),
      ['old'],
    );
    assert.deepEqual(parts.log.lines, []);
  });

  it('is no create whose key’s secret waits, for then the key was made', async () => {
    const parts = open();
    await parts.pendingSecrets.keep(secret);
    for (const before of [[], [secret.accessKeyId], undefined])
      parts.creations.leave((await parts.creations.begin('demo-project', secret.displayName, before)).id);
    const { secrets, creations } = await findUnfinishedWork(parts);
    assert.deepEqual(secrets, [key]);
    assert.deepEqual(
      creations.map(({ value }) => String(value.keyIdsBefore)).toSorted(),
      [secret.accessKeyId, 'undefined'],
      'if it was there before, or may have been, another create made it',
    );
  });

  it('leaves out those of projects that are in another list', async () => {
    const projects = { all: () => [{ id: 'another-project' }], get: () => undefined };
    const parts = { ...(await openWithMatters()), projects };
    assert.equal(countOf(await findUnfinishedWork(parts)), 0);
  });

  it('is the secret in memory where nothing else can be read, and the log says so', async () => {
    const parts = await openWithoutKeyring();
    const before = parts.log.lines.length;
    assert.deepEqual(await findUnfinishedWork(parts), { secrets: [key], creations: [], rotations: [] });
    const said = parts.log.lines.slice(before).join('\n');
    assert.match(said, /The creations of all projects could not be read/);
    assert.match(said, /The rotations of all projects could not be read/);
  });
});

describe('what is stored for a project', () => {
  it('is its credential and what waits', async () => {
    const { signInKeyId, secrets, creations, rotations } = await readDetails(await openWithMatters());
    assert.equal(signInKeyId, 'old-key');
    assert.deepEqual(secrets, [key]);
    assert.deepEqual([creations.length, rotations.length], [1, 1]);
  });

  it('is the secret in memory where nothing else can be read, and the log says so', async () => {
    const parts = await openWithoutKeyring();
    assert.deepEqual(await readDetails(parts), {
      signInKeyId: undefined,
      secrets: [key],
      creations: [],
      rotations: [],
    });
    assert.match(parts.log.lines.join('\n'), /The credential of demo-project could not be read/);
  });

  for (const call of ['get', 'keys'] as const) {
    it(`is what is known where ${call} fails for it and nothing is in memory`, async () => {
      const { secrets } = await openWithMatters();
      secrets.trouble(call, 'rejects');
      const { signInKeyId, secrets: pending } = await readDetails(open(secrets));
      assert.equal(signInKeyId, call === 'keys' ? 'old-key' : undefined);
      assert.deepEqual(pending, []);
    });
  }
});
