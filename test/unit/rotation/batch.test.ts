import assert from 'node:assert/strict';
import { rotateSeveral, type BatchQuestions, type KeyResult } from '../../../src/rotation/rotateInTurn';
import { CredentialError } from '../../../src/sinch/errors';
import type { Fault, PortCall } from '../../fakes/gate';
import { type KeyWindow, type KeyWorld, projectId } from '../../fakes/keyWorld';
import { answering, keysThere } from './support/answers';
import { setStage } from './support/stage';

function questions(
  window: KeyWindow,
  onKey: (index: number) => void = () => undefined,
  answers: Partial<BatchQuestions> = {},
): BatchQuestions {
  return {
    ...answering(window),
    askForPlan: () => Promise.resolve({ name: undefined, files: [], ending: 'keep' }),
    whileRotatingAll: (_, task) => task({ signal: window.signal, onKey, onStep: () => undefined }),
    ...answers,
  };
}

/** What became of each key. */
function kinds(results: readonly KeyResult[] | undefined): readonly string[] {
  return (results ?? []).map(result => (result.kind === 'stopped' ? result.outcome.kind : result.kind));
}

/** A window whose first call of that kind goes wrong. */
function openAt(world: KeyWorld, call: PortCall, fault: Fault): KeyWindow {
  let isDue = true;
  return world.open({
    faultOf: each => {
      if (each !== call || !isDue) return undefined;
      isDue = false;
      return fault;
    },
  });
}

describe('Several keys rotated in turn', () => {
  it('each get a name of their own, and a secret that is pending where no file holds it', async () => {
    const { world } = await setStage({ ending: 'keep', signsIn: false });
    const window = world.open();
    const results = await rotateSeveral(window.rotation, questions(window), keysThere(world, false));
    assert.deepEqual(kinds(results), ['retiring', 'retiring']);
    assert.ok(world.sinch.named('production 2026-01-31'));
    assert.ok(world.sinch.named('staging 2026-01-31'));
    assert.ok(results?.every(result => result.kind === 'stopped' && result.isSecretPending));
  });

  it('are left alone where the user wants no plan', async () => {
    const { world } = await setStage({ ending: 'keep', signsIn: false });
    const window = world.open();
    const none = questions(window, undefined, { askForPlan: () => Promise.resolve(undefined) });
    assert.equal(await rotateSeveral(window.rotation, none, keysThere(world, false)), undefined);
    assert.equal(world.sinch.made.size, 0);
  });

  it('take no other key’s turn where SecretStorage fails', async () => {
    const { world } = await setStage({ ending: 'keep', signsIn: false });
    const window = world.open();
    const failing = questions(window, index => {
      world.secrets.trouble('get', index === 0 ? 'rejects' : undefined);
    });
    const results = await rotateSeveral(window.rotation, failing, keysThere(world, false));
    assert.deepEqual(kinds(results), ['failed', 'retiring']);
  });

  it('are not tried once the credential of their project was refused', async () => {
    const { world } = await setStage({ ending: 'keep', signsIn: false });
    const error = new CredentialError('FetchToken', 'refused', 401);
    const window = openAt(world, 'sinch.create', { kind: 'fails', error, isCarriedOut: false });
    const results = await rotateSeveral(window.rotation, questions(window), keysThere(world, false));
    assert.deepEqual(kinds(results), ['refused', 'notTried']);
    assert.equal(world.sinch.made.size, 0);
  });

  it('are not tried once the user cancelled', async () => {
    const { world } = await setStage({ ending: 'keep', signsIn: false });
    const window = openAt(world, 'sinch.create', { kind: 'abort', when: 'after' });
    const results = await rotateSeveral(window.rotation, questions(window), keysThere(world, false));
    assert.deepEqual(kinds(results), ['failed', 'notTried']);
    assert.equal(world.sinch.made.size, 1);
  });

  it('leave no entry of one that can’t be kept, where the user does not want that', async () => {
    const { world } = await setStage({ ending: 'keep', signsIn: false });
    const window = world.open();
    world.secrets.trouble('store', 'rejects');
    const careful = questions(window, undefined, { confirmHoldInMemory: () => Promise.resolve(false) });
    const results = await rotateSeveral(window.rotation, careful, keysThere(world, false));
    assert.deepEqual(kinds(results), ['notTried', 'notTried']);
    assert.deepEqual(await window.rotation.rotations.list(projectId), []);
    assert.equal(world.sinch.made.size, 0);
  });

  it('pass over one that is part of a rotation, and one whose project is full', async () => {
    const { world, begun } = await setStage({ ending: 'keep', signsIn: false });
    const window = world.open();
    await window.rotation.rotations.write(begun);
    window.rotation.rotations.leave(begun);
    const keys = keysThere(world, false);
    assert.deepEqual(kinds(await rotateSeveral(window.rotation, questions(window), keys)), [
      'retiring',
      'rotating',
    ]);
    const full = {
      ...window.rotation.keys,
      peek: () => ({ status: 'loaded', keys: keysThere(world, true) }) as const,
    };
    const parts = { ...window.rotation, keys: full };
    assert.deepEqual(kinds(await rotateSeveral(parts, questions(window), keys)), ['rotating', 'rotating']);
    const other = world.sinch.seed('other');
    const last = { projectId, accessKeyId: other.accessKeyId, displayName: 'other' };
    assert.deepEqual(kinds(await rotateSeveral(parts, questions(window), [last])), ['full']);
  });
});
