import assert from 'node:assert/strict';
import { type Rotation, type RotationEnding, textOf } from '../../../../src/rotation/rotation';
import type { RotationEntry } from '../../../../src/rotation/rotations';
import { rotateKey } from '../../../../src/rotation/beginRotation';
import type { RotateQuestions } from '../../../../src/rotation/rotationQuestions';
import type { NewPair } from '../../../../src/envFiles/replacePair';
import { KeyWorld, type KeyWindow, projectId } from '../../../fakes/keyWorld';
import type { ProjectKey } from '../../../fakes/sinchProject';
import { answering, checked, keysThere } from './answers';

export const newName = 'staging 2026-01-31';

export interface StageOptions {
  readonly ending: RotationEnding;
  /** Whether the extension signs in with the key that is rotated; else with another. */
  readonly signsIn: boolean;
}

/** A world with a key that is to be rotated, which two files hold. */
export interface Stage {
  readonly world: KeyWorld;
  readonly old: ProjectKey;
  readonly begun: Rotation;
  /** What was deleted, and how things stood then. */
  readonly deletions: readonly Deletion[];
}

export interface Deletion {
  readonly accessKeyId: string;
  /** Whether all files held a pair that works other than that of the key, which had been proved. */
  readonly wasReplaced: boolean;
}

export async function setStage({ ending, signsIn }: StageOptions): Promise<Stage> {
  const world = new KeyWorld();
  const { sinch, files } = world;
  const other = sinch.seed('production');
  const old = sinch.seed('staging');
  const signIn = signsIn ? old : other;
  const credential = { kind: 'keyPair', ...pairOf(signIn) } as const;
  assert.equal(await world.open().rotation.credentials.set(projectId, credential), 'stored');
  const uris = ['file:///demo/.env', 'file:///demo/api/.env'];
  for (const uri of uris) files.held.set(uri, pairOf(old));
  const deletions: Deletion[] = [];
  sinch.onDelete = ({ accessKeyId }) => {
    deletions.push({ accessKeyId, wasReplaced: areReplaced(world, accessKeyId) });
  };
  const begun: Rotation = {
    projectId,
    oldKeyId: old.accessKeyId,
    oldName: old.displayName,
    newName,
    newKey: { kind: 'notCreated' },
    begunAt: world.now,
    ending,
    step: ending === 'deleteFirst' ? 'deleteFirst' : 'create',
    ...(signsIn && { signIn: { projectIds: [projectId], oldSecret: old.secret } }),
    files: uris.map(uri => ({ uri, oldSecret: { kind: 'known', secret: old.secret }, state: 'open' })),
  };
  return { world, old, begun, deletions };
}

/**
 * Rotates a key as `begun` says, up to where it stops for the first time: the user decides everything later. Where it
 * can't be kept, the user is told that its secret would be held in memory only, and agrees.
 */
export async function begin(
  window: KeyWindow,
  begun: Rotation,
  onStep?: (rotation: Rotation) => void,
): ReturnType<KeyWindow['run']> {
  const { projectId, oldKeyId: accessKeyId, oldName: displayName, newName: name, ending } = begun;
  const run = runsOnce(window, begun, onStep);
  const questions = answering(window, {
    ...run.answers,
    listKeys: () => Promise.resolve(keysThere(window.world, ending === 'deleteFirst')),
    askForPlan: async ({ claims }) => {
      const uses = begun.files.map(({ uri, oldSecret }) => ({
        uri,
        accessKeyId,
        pairs: [{ keySecret: textOf(oldSecret) ?? '' }],
      }));
      return { name, ending, files: await checked(uses, claims, window.signal) };
    },
  });
  return run.result(rotateKey(window.rotation, questions, { projectId, accessKeyId, displayName }));
}

/** The answers with which a rotation runs, and how it stopped for the first time. */
export function runsOnce(window: KeyWindow, begun: Rotation, onStep?: (rotation: Rotation) => void) {
  let stopped: Awaited<ReturnType<KeyWindow['run']>> | undefined;
  let isTold = false;
  const answers: Partial<RotateQuestions> = {
    whileRotating: async (_, task) => {
      const result = await task({ signal: window.signal, ...(onStep && { onStep }) });
      stopped ??= result;
      return result;
    },
    confirmHoldInMemory: () => {
      isTold = true;
      return Promise.resolve(true);
    },
  };
  return {
    answers,
    result: async (work: Promise<unknown>): ReturnType<KeyWindow['run']> => {
      const error = await work.then(
        () => new Error('it did not run'),
        (reason: unknown) => reason,
      );
      const { isSecretHeld, ...result } = stopped ?? {
        rotation: begun,
        outcome: { kind: 'failed', error } as const,
        isSecretHeld: false,
      };
      return { ...result, isSecretHeld: isSecretHeld || isTold };
    },
  };
}

/** How a rotation that nothing disturbed stands in the journal before `step`, left there by a window that died. */
export async function standingBefore(
  { world, begun }: Stage,
  step: Rotation['step'],
): Promise<RotationEntry> {
  const window = world.open();
  await begin(window, begun, rotation => {
    if (rotation.step === step) window.gate.isDead = true;
  });
  const entry = await world.open().rotation.rotations.get(projectId, begun.oldKeyId);
  assert.equal(entry?.value.step, step);
  return entry;
}

export function pairOf({ accessKeyId, secret }: ProjectKey): NewPair {
  return { keyId: accessKeyId, keySecret: secret };
}

function areReplaced({ files, sinch }: KeyWorld, oldKeyId: string): boolean {
  return [...files.held.values()].every(
    ({ keyId, keySecret }) =>
      keyId !== oldKeyId && sinch.keys.get(keyId)?.secret === keySecret && sinch.proved.has(keyId),
  );
}
