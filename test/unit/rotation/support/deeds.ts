import { insertableSecrets } from '../../../../src/rotation/insertableSecrets';
import { lookUpCreated, type CreateLookup, createAndKeep } from '../../../../src/keys/createAndKeep';
import { SecretStorageError } from '../../../../src/storage/secretVault';
import type { KeyWindow } from '../../../fakes/keyWorld';
import type { ProjectKey } from '../../../fakes/sinchProject';
import { pairOf, projectId } from './stage';
import type { Play } from './play';

/** What the user answers where something asks. */
export interface Mood {
  /** To go on although a secret can be held in memory only; to delete a key whose secret is lost. */
  readonly isBold: boolean;
  /** To leave files that can't be changed as they are. */
  readonly givesUp: boolean;
}

/** Creates a key, as the command does. */
export async function create(play: Play, window: KeyWindow, name: string, { isBold }: Mood): Promise<void> {
  const { creations } = window;
  // The box takes no name that another key has.
  if (play.world.sinch.named(name)) return;
  const before = new Set(play.world.sinch.made);
  const { id, kept } = await creations.begin(projectId, name);
  if (kept !== 'stored' && !isBold) return endCreation(play, window, id);
  try {
    const { signal } = window;
    const making = await createAndKeep(window.rotation, projectId, name, { signal, now: play.world.now });
    switch (making.kind) {
      case 'made':
        await endCreation(play, window, id, name);
        if (making.kept === 'heldInMemory') play.known.add(making.secret.accessKeyId);
        break;
      case 'refused':
        await endCreation(play, window, id);
        break;
      case 'lost':
        await settleLookup(play, window, { id, name, found: making.found, isBold });
    }
  } finally {
    if (kept !== 'stored') for (const made of play.madeSince(before)) play.known.add(made);
  }
}

/** Finds out what became of a create that was interrupted, as the command does. */
export async function settle(play: Play, window: KeyWindow, pick: number, { isBold }: Mood): Promise<void> {
  const entry = chosen(await window.creations.unfinished(projectId), pick);
  if (!entry || entry.progress === 'elsewhere') return;
  const { displayName } = entry.value;
  const found = await lookUpCreated(window.rotation, projectId, displayName, entry.writtenAt);
  await settleLookup(play, window, { id: entry.id, name: displayName, found, isBold });
}

async function settleLookup(
  play: Play,
  window: KeyWindow,
  {
    id,
    name,
    found,
    isBold,
  }: { readonly id: string; readonly name: string; readonly found: CreateLookup; readonly isBold: boolean },
): Promise<void> {
  switch (found.kind) {
    case 'made':
      return endCreation(play, window, id, name);
    case 'notMade':
      return endCreation(play, window, id);
    case 'orphaned':
      play.known.add(found.key.accessKeyId);
      // Where its end could not be stored, the user sees which files hold the key.
      if (isBold && !play.unended.has(id)) await deleteOrphan(play, window, found.key.accessKeyId);
      return endCreation(play, window, id);
    case 'unknown':
      window.creations.leave(id);
  }
}

/** @param made the name of its key, where there is one */
async function endCreation(play: Play, { creations }: KeyWindow, id: string, made?: string): Promise<void> {
  try {
    if (made === undefined) await creations.finish(id);
    else await creations.finishMade(id, { projectId, displayName: made });
  } catch (error) {
    if (!(error instanceof SecretStorageError)) throw error;
  }
  if (play.world.secrets.values.has(`creation:${id}`)) play.unended.add(id);
}

export async function deleteOrphan(play: Play, window: KeyWindow, accessKeyId: string): Promise<void> {
  play.begin({ deletes: 'orphan' });
  const api = await window.rotation.connections.to(projectId);
  await api.delete(accessKeyId).catch(() => undefined);
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
  await pendingSecrets.drop(projectId, secret.accessKeyId);
}

/** Drops a secret that waits for good. */
export async function drop(play: Play, { rotation }: KeyWindow, pick: number): Promise<void> {
  const { pendingSecrets } = rotation;
  const key = chosen(await insertableSecrets({ ...rotation, log: play.world.log }, projectId), pick);
  if (!key) return;
  play.known.add(key.accessKeyId);
  await pendingSecrets.drop(projectId, key.accessKeyId);
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
