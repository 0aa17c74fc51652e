import assert from 'node:assert/strict';
import { insertableSecrets } from '../../../../src/rotation/insertableSecrets';
import { createKey, settleCreation } from '../../../../src/keys/createKey';
import type { CreateParts, CreatePorts, CreateResult } from '../../../../src/keys/createPorts';
import type { Creations } from '../../../../src/keys/creations';
import { isAbort } from '../../../../src/ui/signal';
import { deleteKeys } from '../../../../src/keys/deleteKeys';
import { describeKeysToDelete } from '../../../../src/keys/keysToDelete';
import { rolesInRotations } from '../../../../src/rotation/rotationRoles';
import { type KeyWindow, projectId } from '../../../fakes/keyWorld';
import type { ProjectKey } from '../../../fakes/sinchProject';
import { pairOf } from './stage';
import type { Play } from './play';

/** What the user answers where something asks. */
export interface Mood {
  /** To go on although a secret can be held in memory only; to delete a key whose secret is lost. */
  readonly isBold: boolean;
  /** To leave files that can't be changed as they are; to keep a key whose secret is lost. */
  readonly givesUp: boolean;
}

/** Creates a key. */
export async function create(play: Play, window: KeyWindow, displayName: string, mood: Mood): Promise<void> {
  // The box takes no name that another key has.
  if (play.world.sinch.named(displayName)) return;
  await answering(play, window, mood, (parts, ports) => createKey(parts, { projectId, displayName }, ports));
}

/** Finds out what became of a create that was interrupted. */
export async function settle(play: Play, window: KeyWindow, pick: number, mood: Mood): Promise<void> {
  const entry = chosen(await window.creations.unfinished(projectId), pick);
  if (!entry) return;
  try {
    await answering(play, window, mood, (parts, ports) => settleCreation(parts, entry, ports), entry.id);
  } catch (error) {
    // The user no longer waits.
    if (!isAbort(error)) throw error;
  }
}

/** Answers what a create asks, by the user's mood, and takes down what the user is told. */
async function answering(
  play: Play,
  window: KeyWindow,
  { isBold, givesUp }: Mood,
  act: (parts: CreateParts, ports: CreatePorts) => Promise<CreateResult>,
  entryId?: string,
): Promise<void> {
  const before = new Set(play.world.sinch.made);
  const told = { isHeld: false };
  let mayTryAgain = isBold;
  // Where its end could not be stored, the user sees which files hold the key.
  let mayReplace = isBold && (entryId === undefined || !play.unended.has(entryId));
  const ports: CreatePorts = {
    now: () => play.world.now,
    run: (_, __, task) => task(window.signal),
    questions: {
      confirmHoldInMemory: () => {
        told.isHeld = isBold;
        return Promise.resolve(isBold);
      },
      confirmCreateAgain: () => {
        const isAgain = mayTryAgain;
        mayTryAgain = false;
        return Promise.resolve(isAgain);
      },
      decideOnOrphan: ({ accessKeyId }) => {
        const decision = mayReplace ? 'replace' : givesUp ? 'keep' : undefined;
        // Who puts it off has to find it again.
        if (decision !== undefined) play.known.add(accessKeyId);
        if (decision === 'replace') play.begin({ deletes: 'orphan', keyIds: [accessKeyId] });
        mayReplace = isBold;
        return Promise.resolve(decision);
      },
    },
  };
  try {
    const result = await act(partsOf(play, window), ports);
    if (result.kind !== 'made') return;
    if (result.kept === 'heldInMemory') play.known.add(result.secret.accessKeyId);
    await result.ended;
  } finally {
    if (told.isHeld) for (const made of play.madeSince(before)) play.known.add(made);
  }
}

function partsOf(play: Play, { creation, creations }: KeyWindow): CreateParts {
  return { ...creation, creations: watched(play, creations) };
}

/** Takes down the entries that are over and could not be deleted. */
function watched(play: Play, creations: Creations): CreateParts['creations'] {
  const look = (id: string) => {
    if (play.world.secrets.values.has(`creation:${id}`)) play.unended.add(id);
  };
  return {
    begin: (...creation) => creations.begin(...creation),
    get: id => creations.get(id),
    leave: id => {
      creations.leave(id);
    },
    finish: id =>
      creations.finish(id).finally(() => {
        look(id);
      }),
    finishMade: (id, ...made) =>
      creations.finishMade(id, ...made).finally(() => {
        look(id);
      }),
  };
}

/** Deletes one key, or all from there on, where the user agrees. */
export async function remove(
  play: Play,
  { deletion, rotation, signal }: KeyWindow,
  { pick, isOne }: { readonly pick: number; readonly isOne: boolean },
  { isBold }: Mood,
): Promise<void> {
  const { sinch } = play.world;
  const keys = [...sinch.keys.values()].filter(({ displayName }) => displayName !== 'production');
  const project = { id: projectId };
  const picked = keys.slice(pick, isOne ? pick + 1 : undefined).map(key => ({ project, key }));
  const projects = { all: () => [project] };
  const described = await describeKeysToDelete({ ...deletion, ...rotation, projects }, picked, {
    keysOf: () => Promise.resolve([...sinch.keys.values()]),
    rolesInRotations: () => rolesInRotations(rotation.rotations),
  });
  const held = new Set(
    described.filter(({ key }) => rotation.pendingSecrets.isHeld(key)).map(({ key }) => key.accessKeyId),
  );
  const deletions = await deleteKeys(deletion, described, {
    confirmDelete: asked => {
      const keyIds = asked.map(({ key }) => key.accessKeyId);
      if (isBold) play.begin({ deletes: 'selected', keyIds });
      if (isBold) for (const id of keyIds) play.deletedElsewhere.add(id);
      return Promise.resolve(isBold);
    },
    run: (_, task) => task(signal, () => undefined),
  });
  for (const { target, outcome } of deletions)
    if (outcome.kind === 'deleted') assertForgotten(play, target.key.accessKeyId, held);
}

/** @param held the secrets that were in memory only: what else the keyring has of them, nobody knows */
function assertForgotten(play: Play, accessKeyId: string, held: ReadonlySet<string>): void {
  const { values } = play.world.secrets;
  assert.ok(!play.isAlive(accessKeyId), `${accessKeyId} is said to be deleted, and lives`);
  assert.ok(
    held.has(accessKeyId) || !values.has(`waitingSecret:${projectId}/${accessKeyId}`),
    `the secret of ${accessKeyId} stays behind it`,
  );
  const credential = values.get(`credential:${projectId}`);
  assert.ok(
    play.isCredentialHeld || credential?.includes(`"${accessKeyId}"`) !== true,
    `${accessKeyId} is deleted, and still signs in`,
  );
}

/** Puts a secret that waits into a file of its own, as the command does. */
export async function place(play: Play, { rotation }: KeyWindow, pick: number): Promise<void> {
  const { pendingSecrets } = rotation;
  const key = chosen(await insertableSecrets({ ...rotation, log: play.world.log }, projectId), pick);
  const secret = key && (await pendingSecrets.get(projectId, key.accessKeyId));
  if (!secret) return;
  play.world.files.held.set(`file:///demo/${secret.accessKeyId}/.env`, {
    keyId: secret.accessKeyId,
    keySecret: secret.secret,
  });
  await pendingSecrets.settle(secret);
}

/** Drops a secret that waits for good. */
export async function drop(play: Play, { rotation }: KeyWindow, pick: number): Promise<void> {
  const { pendingSecrets } = rotation;
  const key = chosen(await insertableSecrets({ ...rotation, log: play.world.log }, projectId), pick);
  if (!key) return;
  play.known.add(key.accessKeyId);
  await pendingSecrets.settle(key);
}

/** Signs in with a key the user has from elsewhere. */
export async function signIn(play: Play, { rotation }: KeyWindow, pick: number): Promise<void> {
  const { world } = play;
  const key = chosen<ProjectKey>(
    [...world.sinch.keys.values()].filter(({ accessKeyId }) => !world.sinch.made.has(accessKeyId)),
    pick,
  );
  if (!key) return;
  const kept = await rotation.credentials.set(projectId, { kind: 'keyPair', ...pairOf(key) });
  // From then on this window and the others may sign in with different keys.
  if (kept === 'heldInMemory') play.isCredentialHeld = true;
}

export function chosen<T>(all: readonly T[], pick: number): T | undefined {
  return all.length === 0 ? undefined : all[pick % all.length];
}
