import assert from 'node:assert/strict';
import { rotateKey } from '../../../../src/rotation/beginRotation';
import { resumeRotation } from '../../../../src/rotation/resumeRotation';
import type { Rotation, RotationEnding } from '../../../../src/rotation/rotation';
import { newKeyId } from '../../../../src/rotation/credentials';
import type { RotateQuestions, Way } from '../../../../src/rotation/rotationQuestions';
import { SecretStorageError } from '../../../../src/storage/secretVault';
import { type KeyWindow, projectId } from '../../../fakes/keyWorld';
import type { ProjectKey } from '../../../fakes/sinchProject';
import { answering, checked, keysThere } from './answers';
import { chosen, type Mood } from './deeds';
import { type Play, rotationId } from './play';
import { parsed } from './playPromises';

export interface RotationWish {
  readonly key: number;
  readonly ending: RotationEnding;
  /** Which of the files that hold the key are to be changed. */
  readonly files: readonly boolean[];
}

/** Rotates a key. */
export async function rotate(play: Play, window: KeyWindow, wish: RotationWish, mood: Mood): Promise<void> {
  const { sinch, files } = play.world;
  const old = chosen([...sinch.keys.values()], wish.key);
  if (!old || play.heldElsewhere.has(old.accessKeyId)) return;
  const { accessKeyId, displayName, secret } = old;
  const isFirst = wish.ending === 'deleteFirst';
  const questions: RotateQuestions = {
    ...answersOf(play, window, mood),
    listKeys: () => Promise.resolve(keysThere(play.world, isFirst)),
    decideOnRoom: (_, mayGoFirst) => Promise.resolve(isFirst && mayGoFirst ? 'deleteFirst' : undefined),
    askForPlan: async ({ name, claims }) => {
      const uses = play.uris
        .filter((uri, index) => files.held.get(uri)?.keyId === accessKeyId && wish.files[index])
        .map(uri => ({ uri, accessKeyId, pairs: [{ keySecret: secret }] }));
      return { name, ending: wish.ending, files: await checked(uses, claims, window.signal) };
    },
  };
  await untilRefused(() => rotateKey(window.rotation, questions, { accessKeyId, displayName, projectId }));
}

/** Does what can be done with a rotation that stopped. */
export async function resume(
  play: Play,
  window: KeyWindow,
  pick: number,
  way: Way,
  mood: Mood,
): Promise<void> {
  const entry = chosen(await window.rotation.rotations.list(projectId), pick);
  if (!entry || play.heldElsewhere.has(entry.value.oldKeyId)) return;
  const questions: RotateQuestions = {
    ...answersOf(play, window, mood),
    decideOnResume: (_, ways) => Promise.resolve(ways.find(each => each === way)),
  };
  await untilRefused(() => resumeRotation(window.rotation, questions, entry));
}

/** What was refused was told, and the user does something else. */
class Refused extends Error {}

async function untilRefused(task: () => Promise<unknown>): Promise<void> {
  try {
    await task();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
}

function answersOf(play: Play, window: KeyWindow, mood: Mood): RotateQuestions {
  let isHeld = false;
  let running = '';
  let givesUp = mood.givesUp;
  const leaves = <T>(answer: T): Promise<T | undefined> => {
    const isGivenUp = givesUp;
    givesUp = false;
    return Promise.resolve(isGivenUp ? answer : undefined);
  };
  return answering(window, {
    confirmHoldInMemory: () => {
      isHeld = mood.isBold;
      return Promise.resolve(isHeld);
    },
    whileRotating: (rotation, task) => {
      running = rotation.oldKeyId;
      return watched(play, window, rotation, () => task({ signal: window.signal }), isHeld);
    },
    tellHeldInMemory: rotation => {
      play.known.add(newKeyId(rotation) ?? '');
    },
    decideOnFailure: (rotation, error, ways) => {
      if (error instanceof SecretStorageError && error.action === 'store') {
        // The user was told that it could not be stored, which may be the credential.
        play.isCredentialHeld = true;
        // A keyring that corrupts an entry leaves nothing to read of it: the user knows which rotation that was.
        if (isCorrupted(play, rotation))
          knowKeys(play, ({ displayName }) => displayName === rotation.newName);
      }
      return leaves(mood.isBold ? 'continue' : ways.find(way => way === 'undo'));
    },
    confirmDeleteOrphan: ({ accessKeyId }) => {
      play.known.add(accessKeyId);
      // Where the journal could not be told of the new key, the user sees which files hold it.
      return Promise.resolve(mood.isBold && !play.unjournaled.has(running));
    },
    whileDeletingOrphan: async ({ accessKeyId }, task) => {
      play.begin({ deletes: 'orphan', keyIds: [accessKeyId] });
      await task(window.signal).catch(() => {
        throw new Refused();
      });
    },
    decideOnFilesLeft: () => leaves('leaveFiles'),
    decideOnSecretGone: () => leaves('leaveFiles'),
    confirmAbandon: ({ oldKeyId, newName }) => {
      // What the keys' secrets were is forgotten with it.
      knowKeys(play, ({ accessKeyId, displayName }) => accessKeyId === oldKeyId || displayName === newName);
      return Promise.resolve(true);
    },
  });
}

/** Runs a rotation, and remembers what it made. Rejects where the window died of it. */
async function watched(
  play: Play,
  window: KeyWindow,
  begun: Rotation,
  run: () => ReturnType<KeyWindow['run']>,
  isHeld: boolean,
): ReturnType<KeyWindow['run']> {
  const before = new Set(play.world.sinch.made);
  play.begin({ rotation: begun, ...(begun.step === 'deleteOld' && { deletes: 'oldKey' }) });
  const result = await run();
  const { rotation, outcome } = result;
  const made = play.madeSince(before);
  const all = play.successors.get(rotationId(begun)) ?? new Set();
  play.successors.set(rotationId(begun), new Set([...all, ...made]));
  // A window that dies before it can tell that a secret is in its memory only is past helping.
  if (isHeld || (result.isSecretHeld && window.gate.isDead)) for (const id of made) play.known.add(id);
  if (rotation.newKey.kind === 'created' && !isJournaled(play, rotation))
    play.unjournaled.add(rotation.oldKeyId);
  assert.ok(!window.gate.isDead, 'the window died');
  if (outcome.kind === 'undone') assertUndone(play, rotation);
  return result;
}

function knowKeys(play: Play, isMeant: (key: ProjectKey) => boolean): void {
  for (const key of play.world.sinch.keys.values()) if (isMeant(key)) play.known.add(key.accessKeyId);
}

function isCorrupted({ world }: Play, { oldKeyId }: Rotation): boolean {
  const stored = world.secrets.values.get(`rotation:${projectId}/${oldKeyId}`);
  return stored !== undefined && parsed(stored) === undefined;
}

function isJournaled({ world }: Play, rotation: Rotation): boolean {
  const stored = world.secrets.values.get(`rotation:${projectId}/${rotation.oldKeyId}`);
  return stored === undefined || stored.includes(`"newKeyId":"${newKeyId(rotation) ?? ''}"`);
}

function assertUndone(play: Play, rotation: Rotation): void {
  const successors = play.successors.get(rotationId(rotation)) ?? new Set<string>();
  const isLeft = rotation.files.some(({ state }) => state === 'notRestored');
  for (const id of successors)
    assert.ok(isLeft || !play.isAlive(id), `it was undone, and its new key ${id} lives`);
  for (const { uri, state } of rotation.files) {
    const held = play.world.files.held.get(uri)?.keyId ?? '';
    if (state !== 'notRestored')
      assert.ok(!successors.has(held), `it was undone, and ${uri} holds the new key`);
  }
}
