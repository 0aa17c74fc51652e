import assert from 'node:assert/strict';
import { projectId } from '../../../fakes/keyWorld';
import { secretOf } from '../../../fakes/sinchProject';
import type { Play } from './play';

/** What holds whatever the users, the crashes and the troubles did. */
export async function assertPlayPromises(play: Play): Promise<void> {
  for (const verdict of play.verdicts) throw verdict;
  assertFiles(play);
  assertSuccessors(play);
  assertCredential(play);
  assertWaiting(play);
  await assertSecrets(play);
  const log = play.world.log.lines.join('\n');
  assert.ok(!log.includes('secret-of-'), `the log holds a secret:\n${log}`);
  play.world.log.lines.length = 0;
}

function assertFiles({ world }: Play): void {
  for (const [uri, { keyId, keySecret }] of world.files.held)
    assert.equal(keySecret, secretOf(keyId), `${uri} holds ${keyId} with another's secret`);
}

function assertSuccessors(play: Play): void {
  for (const [id, made] of play.successors) {
    const alive = [...made].filter(each => play.isAlive(each));
    assert.ok(alive.length <= 1, `the rotation ${id} has ${alive.length} new keys alive`);
  }
}

/** After a restart, the extension signs in with a key that lives, unless it was deleted elsewhere. */
function assertCredential(play: Play): void {
  const stored = parsed(play.world.secrets.values.get(`credential:${projectId}`));
  if (stored === undefined || play.isCredentialHeld) return;
  const keyId = textIn(stored, 'keyId');
  const isGood = play.isAlive(keyId) || play.deletedElsewhere.has(keyId);
  assert.ok(isGood, `nobody can sign in with ${keyId}`);
}

/** No two windows ever mixed what they keep. */
function assertWaiting({ world }: Play): void {
  for (const [key, text] of world.secrets.values) {
    const value = key.startsWith('waitingSecret:') ? parsed(text) : undefined;
    if (value === undefined) continue;
    const id = textIn(value, 'accessKeyId');
    assert.equal(key, `waitingSecret:${projectId}/${id}`);
    assert.equal(textIn(value, 'secret'), secretOf(id), `another's secret waits for ${id}`);
  }
}

async function assertSecrets(play: Play): Promise<void> {
  const { world, known } = play;
  const { sinch, secrets, files } = world;
  // A note on a secret keeps none, and reports no loss.
  const kept = [...secrets.values].filter(([key]) => !key.startsWith('pendingKey:'));
  const stored = kept.flatMap(([, text]) => (parsed(text) === undefined ? [] : [text])).join('\n');
  const placed = new Set([...files.held.values()].map(({ keySecret }) => keySecret));
  for (const { accessKeyId, displayName, secret } of sinch.keys.values()) {
    // What becomes of it from then on is up to the user.
    if (placed.has(secret)) known.add(accessKeyId);
    if (!sinch.made.has(accessKeyId) || known.has(accessKeyId)) continue;
    const isSafe = stored.includes(JSON.stringify(secret));
    const isReported =
      stored.includes(`"displayName":${JSON.stringify(displayName)}`) ||
      stored.includes(`"newName":${JSON.stringify(displayName)}`);
    if (isSafe || isReported || (await isHeldInJournal(play, displayName))) continue;
    assert.fail(`the secret of ${accessKeyId} (${displayName}) is lost without a word`);
  }
}

/** Entries a living window holds in memory. */
async function isHeldInJournal({ living, world }: Play, displayName: string): Promise<boolean> {
  const troubles = world.suspendTroubles();
  try {
    for (const { rotation, creations } of living) {
      const rotations = await rotation.rotations.list();
      if (rotations.some(({ value }) => value.newName === displayName)) return true;
      const all = await creations.unfinished();
      if (all.some(({ value }) => value.displayName === displayName)) return true;
    }
    return false;
  } finally {
    troubles.restore();
  }
}

/** The object in a stored text; undefined if it is missing or corrupted. */
export function parsed(text: string | undefined): object | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function textIn(value: object, name: string): string {
  const found: unknown = Object.entries(value).find(([key]) => key === name)?.[1];
  assert.ok(typeof found === 'string', `${name} is no text`);
  return found;
}
