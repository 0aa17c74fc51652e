import assert from 'node:assert/strict';
import type { Rotation, RotationEnding } from '../../../../src/rotation/rotations';
import type { RotationOutcome } from '../../../../src/rotation/rotationOutcome';
import { leaveFiles } from '../../../../src/rotation/leaveFiles';
import { newKeyName } from '../../../../src/rotation/newKeyName';
import { canUndo } from '../../../../src/rotation/undo';
import { maxAccessKeys } from '../../../../src/sinch/limits';
import { SecretStorageError } from '../../../../src/storage/secretVault';
import type { KeyWindow } from '../../../fakes/keyWorld';
import { chosen, deleteOrphan, type Mood } from './deeds';
import { type Play, rotationId } from './play';
import { projectId } from './stage';

export interface RotationWish {
  readonly key: number;
  readonly ending: RotationEnding;
  /** Which of the files that hold the key are to be changed. */
  readonly files: readonly boolean[];
}

/** Begins a rotation and carries it on, as the command does. */
export async function rotate(play: Play, window: KeyWindow, wish: RotationWish, mood: Mood): Promise<void> {
  const { sinch, files } = play.world;
  const { rotations, credentials } = window.rotation;
  const old = chosen([...sinch.keys.values()], wish.key);
  if (!old || play.heldElsewhere.has(old.accessKeyId)) return;
  if (await rotations.get(projectId, old.accessKeyId)) return;
  const credential = await credentials.get(projectId);
  const signsIn = credential?.kind === 'keyPair' && credential.keyId === old.accessKeyId;
  if (wish.ending === 'deleteFirst' ? signsIn : sinch.keys.size >= maxAccessKeys) return;
  const taken = new Set([...sinch.keys.values()].map(({ displayName }) => displayName));
  const begun: Rotation = {
    projectId,
    oldKeyId: old.accessKeyId,
    oldName: old.displayName,
    newName: newKeyName(old.displayName, new Date(play.world.now), taken),
    begunAt: play.world.now,
    ending: wish.ending,
    step: wish.ending === 'deleteFirst' ? 'deleteFirst' : 'create',
    ...(signsIn && { signIn: { projectIds: [projectId], oldSecret: old.secret } }),
    files: play.uris
      .filter((uri, index) => files.held.get(uri)?.keyId === old.accessKeyId && wish.files[index])
      .map(uri => ({ uri, oldSecret: old.secret, state: 'open' })),
  };
  const kept = await rotations.write(begun);
  if (kept !== 'stored' && !mood.isBold) return rotations.end(begun);
  const before = new Set(sinch.made);
  try {
    await carryOn(play, window, begun, { mood });
  } finally {
    if (kept !== 'stored') for (const made of play.madeSince(before)) play.known.add(made);
  }
}

export type Way = 'goOn' | 'undo' | 'deleteOld' | 'forget';

/** Goes on with a rotation that halted, as the command does. */
export async function resume(
  play: Play,
  window: KeyWindow,
  pick: number,
  way: Way,
  mood: Mood,
): Promise<void> {
  const { rotations } = window.rotation;
  const entry = chosen(await rotations.list(projectId), pick);
  if (!entry || (entry.value.step !== 'retire' && entry.progress !== 'interrupted')) return;
  if (play.heldElsewhere.has(entry.value.oldKeyId)) return;
  const { value, stamp } = entry;
  const options = { resumes: stamp, mood };
  switch (way) {
    case 'goOn':
      return carryOn(play, window, value, options);
    case 'undo':
      return canUndo(value) ? carryOn(play, window, { ...value, step: 'undo' }, options) : undefined;
    case 'deleteOld':
      return value.step === 'retire'
        ? carryOn(play, window, { ...value, step: 'deleteOld' }, options)
        : undefined;
    case 'forget':
      // What the keys' secrets were is forgotten with it.
      for (const { accessKeyId, displayName } of play.world.sinch.keys.values())
        if (accessKeyId === value.oldKeyId || displayName === value.newName) play.known.add(accessKeyId);
      return rotations.end(value);
  }
}

async function carryOn(
  play: Play,
  window: KeyWindow,
  begun: Rotation,
  { resumes, mood }: { readonly resumes?: string | undefined; readonly mood: Mood },
): Promise<void> {
  const { sinch } = play.world;
  const before = new Set(sinch.made);
  play.begin({ rotation: begun, ...(begun.step === 'deleteOld' && { deletes: 'oldKey' }) });
  const { rotation, outcome, isSecretHeld, stamp } = await window.run(begun, resumes);
  const made = play.madeSince(before);
  const all = play.successors.get(rotationId(begun)) ?? new Set();
  play.successors.set(rotationId(begun), new Set([...all, ...made]));
  if (isSecretHeld) for (const id of made) play.known.add(id);
  if (rotation.newKeyId !== undefined && !isJournaled(play, rotation))
    play.unjournaled.add(rotation.oldKeyId);
  if (window.gate.isDead) return;
  // The user was told that it could not be stored, which may be the credential.
  if (
    outcome.kind === 'failed' &&
    outcome.error instanceof SecretStorageError &&
    outcome.error.action === 'store'
  )
    play.isCredentialHeld = true;
  if (outcome.kind === 'undone') assertUndone(play, rotation);
  const next = await answer(play, window, { rotation, outcome, mood });
  if (next) await carryOn(play, window, next, { resumes: stamp, mood: { ...mood, givesUp: false } });
}

async function answer(
  play: Play,
  window: KeyWindow,
  {
    rotation,
    outcome,
    mood,
  }: { readonly rotation: Rotation; readonly outcome: RotationOutcome; readonly mood: Mood },
): Promise<Rotation | undefined> {
  switch (outcome.kind) {
    case 'orphaned':
      play.known.add(outcome.key.accessKeyId);
      // Where the journal could not be told of the new key, the user sees which files hold it.
      if (mood.isBold && !play.unjournaled.has(rotation.oldKeyId))
        await deleteOrphan(play, window, outcome.key.accessKeyId);
      return undefined;
    case 'filesLeft':
      return mood.givesUp ? leaveFiles(rotation, outcome.results) : undefined;
    case 'secretGone':
      return mood.givesUp && (rotation.step === 'prove' || rotation.step === 'replace')
        ? leaveFiles(rotation)
        : undefined;
    default:
      return undefined;
  }
}

function isJournaled({ world }: Play, { oldKeyId, newKeyId }: Rotation): boolean {
  const stored = world.secrets.values.get(`rotation:${projectId}/${oldKeyId}`);
  return stored === undefined || stored.includes(`"newKeyId":"${newKeyId ?? ''}"`);
}

function assertUndone(play: Play, rotation: Rotation): void {
  const successors = play.successors.get(rotationId(rotation)) ?? new Set<string>();
  const isLeft = rotation.files.some(({ state }) => state === 'notRestored');
  for (const id of successors)
    assert.ok(isLeft || !play.isAlive(id), `it is undone, and its new key ${id} lives`);
  for (const { uri, state } of rotation.files) {
    const held = play.world.files.held.get(uri)?.keyId ?? '';
    if (state !== 'notRestored')
      assert.ok(!successors.has(held), `it is undone, and ${uri} holds the new key`);
  }
}
