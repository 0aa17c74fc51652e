import assert from 'node:assert/strict';
import { type KeyWindow, projectId } from '../../../fakes/keyWorld';
import { secretOf } from '../../../fakes/sinchProject';
import { newName, pairOf, type Stage } from './stage';

export interface Circumstances {
  /** Windows whose memory lives. */
  readonly living: readonly KeyWindow[];
  /** The user knows that a secret or an entry is in memory only, or that a secret is lost. */
  readonly isTold: boolean;
  /** The user asked for the old key to be deleted. */
  readonly asked: boolean;
}

/** What holds at any moment, whatever happened. */
export async function assertPromises(stage: Stage, circumstances: Circumstances): Promise<void> {
  assertOneSuccessor(stage);
  assertWholeFiles(stage);
  assertOldKey(stage, circumstances);
  assertCredential(stage);
  await assertNoSecretLost(stage, circumstances);
  assertNothingLeaked(stage);
}

function assertOneSuccessor({ world }: Stage): void {
  const alive = [...world.sinch.made].filter(id => world.sinch.keys.has(id));
  assert.ok(alive.length <= 1, `${alive.length} new keys are alive`);
}

function assertWholeFiles({ world, old }: Stage): void {
  const successors = [...world.sinch.made].map(id => ({ keyId: id, keySecret: secretOf(id) }));
  for (const [uri, pair] of world.files.held) {
    const isWhole = [pairOf(old), ...successors].some(
      each => each.keyId === pair.keyId && each.keySecret === pair.keySecret,
    );
    assert.ok(isWhole, `${uri} holds ${pair.keyId} with another's secret`);
  }
}

/** The old key lives until what the user chose allows its end. */
function assertOldKey({ old, begun, deletions }: Stage, { asked }: Circumstances): void {
  const deletion = deletions.find(({ accessKeyId }) => accessKeyId === old.accessKeyId);
  if (!deletion || asked) return;
  switch (begun.ending) {
    case 'keep':
      return assert.fail('the old key is deleted, and was to be kept');
    case 'deleteAfter': {
      assert.ok(deletion.wasReplaced, 'the old key is deleted, and was not replaced everywhere');
      return;
    }
    case 'deleteNow':
    case 'deleteFirst':
  }
}

/** After a restart, the extension signs in with a key that works. */
function assertCredential({ world }: Stage): void {
  const stored = world.secrets.values.get(`credential:${projectId}`);
  const key = [...world.sinch.keys.values()].find(({ accessKeyId }) => stored?.includes(`"${accessKeyId}"`));
  assert.ok(key, `nobody can sign in with ${stored ?? 'nothing'}`);
}

async function assertNoSecretLost({ world, begun }: Stage, { living, isTold }: Circumstances): Promise<void> {
  const { secrets, files, sinch } = world;
  world.mend();
  for (const { accessKeyId, secret } of [...sinch.keys.values()].filter(key =>
    sinch.made.has(key.accessKeyId),
  )) {
    const pendingSecrets = secrets.values.get(`waitingSecret:${projectId}/${accessKeyId}`);
    const isKept =
      pendingSecrets?.includes(`"${secret}"`) === true ||
      [...files.held.values()].some(({ keySecret }) => keySecret === secret);
    if (isKept) continue;
    const held = await Promise.all(
      living.map(({ rotation }) =>
        rotation.pendingSecrets.get(projectId, accessKeyId).catch(() => undefined),
      ),
    );
    if (held.some(each => each?.secret === secret)) {
      assert.ok(isTold, `nobody was told that the secret of ${accessKeyId} is in memory only`);
      continue;
    }
    const entry = await world.open().rotation.rotations.get(projectId, begun.oldKeyId);
    const isReported = entry?.value.newName === newName;
    assert.ok(isReported || isTold, `the secret of ${accessKeyId} is lost without a word`);
  }
}

/** The old secrets are there for every rotation that names them, and its own entry has none. */
export function assertOldSecrets({ world }: Stage): void {
  const stored = world.secrets.values;
  for (const [key, text] of stored) {
    const name = key.startsWith('rotation:') ? /"secretsId":"([^"]+)"/.exec(text)?.[1] : undefined;
    if (name === undefined) continue;
    assert.match(stored.get(`oldSecret:${name}`) ?? '', /"secret-of-/, `the old secrets of ${key}`);
    assert.doesNotMatch(text, /secret-of-/, key);
  }
}

function assertNothingLeaked({ world }: Stage): void {
  const lines = world.log.lines.join('\n');
  assert.ok(!lines.includes('secret-of-'), `the log holds a secret:\n${lines}`);
}
