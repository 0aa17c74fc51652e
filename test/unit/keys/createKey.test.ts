import assert from 'node:assert/strict';
import { createKey, settleCreation } from '../../../src/keys/createKey';
import type { CreateParts, CreatePorts, CreateQuestions, CreateResult } from '../../../src/keys/createPorts';
import { ApiError, UnreachableError } from '../../../src/sinch/errors';
import { isAbort } from '../../../src/ui/signal';
import type { Fault, PortCall } from '../../fakes/gate';
import { KeyWorld } from '../../fakes/keyWorld';

const projectId = 'demo-project';
const creation = { projectId, displayName: 'laptop' };
const lost: Fault = {
  kind: 'fails',
  error: new UnreachableError('CreateAccessKey', 'interrupted', '127.0.0.1', undefined),
  isCarriedOut: true,
};
const notSent: Fault = { ...lost, isCarriedOut: false };
const cancelled: Fault = { kind: 'abort', when: 'before' };
const offline: Fault = {
  kind: 'fails',
  error: new UnreachableError('ListAccessKeys', 'offline', '127.0.0.1', undefined),
  isCarriedOut: false,
};

/** @param faults of the calls of each kind, in their order */
function setUp(
  faults: Partial<Record<PortCall, readonly (Fault | undefined)[]>> = {},
  answers: Partial<CreateQuestions> = {},
) {
  const world = new KeyWorld();
  const { accessKeyId: keyId, secret: keySecret } = world.sinch.seed('production');
  world.secrets.values.set(`credential:${projectId}`, JSON.stringify({ kind: 'keyPair', keyId, keySecret }));
  const made: PortCall[] = [];
  const works: string[] = [];
  const window = world.open({
    faultOf: call => {
      made.push(call);
      if (call === 'sinch.create') works.push(`sent, ${entries().length} in the journal`);
      return faults[call]?.[made.filter(each => each === call).length - 1];
    },
  });
  const entries = () => [...world.secrets.values.keys()].filter(key => key.startsWith('creation:'));
  const unasked = (question: string) => () => assert.fail(`nobody expected ${question}`);
  const questions: CreateQuestions = {
    confirmHoldInMemory: unasked('to hold it in memory'),
    confirmCreateAgain: unasked('to create it again'),
    decideOnOrphan: unasked('an orphan'),
    ...answers,
  };
  const ports: CreatePorts = {
    now: () => world.now,
    run: (work, _, task) => {
      works.push(`${work}, ${entries().length} in the journal`);
      return task(window.signal);
    },
    questions,
  };
  const parts: CreateParts = window.creation;
  const names = () => [...world.sinch.keys.values()].map(({ displayName }) => displayName);
  const unfinished = async () => (await world.open().creations.unfinished()).length;
  return { world, window, parts, ports, works, entries, names, unfinished };
}

/** Waits for the end of the entry of a key that was made. */
async function ended(creating: Promise<CreateResult>): Promise<CreateResult> {
  const result = await creating;
  if (result.kind === 'made') await result.ended;
  return result;
}

describe('createKey', () => {
  it('stands in the journal before it is asked for, and no more once its secret is kept', async () => {
    const { parts, ports, works, entries, world } = setUp();
    const result = await createKey(parts, creation, ports);
    assert.ok(result.kind === 'made' && result.kept === 'stored');
    await result.ended;
    // One progress, not one for the list and another for the create.
    assert.deepEqual(works, ['create, 0 in the journal', 'sent, 1 in the journal']);
    assert.deepEqual(entries(), []);
    assert.ok(world.secrets.values.has(`waitingSecret:${projectId}/${result.secret.accessKeyId}`));
  });

  it('is over once the secret is kept: nobody waits for the end of its entry', async () => {
    const { parts, ports, world } = setUp();
    world.secrets.trouble('delete', 'hangs');
    assert.equal((await createKey(parts, creation, ports)).kind, 'made');
  });

  for (const agrees of [true, false]) {
    it(`asks before anything is sent where nothing is kept (${agrees ? 'agreed' : 'denied'})`, async () => {
      const { parts, ports, works, world, names } = setUp(
        {},
        {
          confirmHoldInMemory: () => {
            works.push('asked');
            return Promise.resolve(agrees);
          },
        },
      );
      world.secrets.trouble('store', 'loses');
      const result = await createKey(parts, creation, ports);
      const [list, create] = ['create, 0 in the journal', 'create, 0 in the journal'];
      // The progress of the list is over by the time of the question.
      assert.deepEqual(works, [list, 'asked', ...(agrees ? [create, 'sent, 0 in the journal'] : [])]);
      assert.ok(agrees ? result.kind === 'made' && result.kept === 'heldInMemory' : result.kind === 'over');
      assert.deepEqual(names(), agrees ? ['production', 'laptop'] : ['production']);
      world.mend();
      assert.deepEqual(await parts.creations.begin(projectId, 'other').then(({ kept }) => kept), 'stored');
    });
  }

  for (const trouble of [undefined, 'rejects'] as const) {
    const where = trouble ? 'heldInMemory' : 'stored';
    it(`says where the secret of a key is that Sinch doesn’t name (${where})`, async () => {
      const { parts, ports, world } = setUp({}, { confirmHoldInMemory: () => Promise.resolve(true) });
      world.secrets.trouble('store', trouble);
      const unnamed = { accessKey: undefined, secret: 'demo-secret~unnamed' };
      const connections = {
        to: async (id: string) => ({
          ...(await parts.connections.to(id)),
          create: () => Promise.resolve(unnamed),
        }),
      };
      const result = await createKey({ ...parts, connections, lookAgainAfter: 0 }, creation, ports);
      assert.ok(result.kind === 'unknown');
      assert.equal(result.secret, where);
    });
  }

  it('leaves no entry where it is refused', async () => {
    const error = new ApiError('CreateAccessKey', 403, undefined);
    const { parts, ports, entries } = setUp({
      'sinch.create': [{ kind: 'fails', error, isCarriedOut: false }],
    });
    assert.deepEqual(await createKey(parts, creation, ports), { kind: 'refused', error });
    assert.deepEqual(entries(), []);
  });

  it('asks Sinch for nothing where the keys before it can’t be listed', async () => {
    const { parts, ports, entries, names } = setUp({ 'sinch.list': [offline] });
    const result = await createKey(parts, creation, ports);
    assert.ok(result.kind === 'refused' && result.error instanceof UnreachableError);
    assert.deepEqual([entries(), names()], [[], ['production']]);
  });

  it('writes down which keys there were before', async () => {
    const { parts, ports, window, world } = setUp({
      'sinch.create': [lost],
      'sinch.list': [undefined, offline, offline],
    });
    await createKey(parts, creation, ports);
    const [entry] = await window.creations.list();
    assert.deepEqual(entry?.value.keyIdsBefore, [world.sinch.named('production')?.accessKeyId]);
  });

  for (const minutes of [-11, 11]) {
    it(`finds the key it made with a clock that is ${minutes} minutes ahead`, async () => {
      const { parts, ports, works } = setUp(
        { 'sinch.create': [lost] },
        {
          decideOnOrphan: () => Promise.resolve(undefined),
        },
      );
      const now = () => ports.now() + minutes * 60_000;
      assert.deepEqual(await createKey(parts, creation, { ...ports, now }), { kind: 'putOff' });
      assert.equal(works.length, 2);
    });
  }

  it('sends nothing where it is cancelled while the entry is written', async () => {
    const { parts, ports, names, entries, works } = setUp({
      'secrets.store': [{ kind: 'abort', when: 'after' }],
    });
    assert.deepEqual(await createKey(parts, creation, ports), { kind: 'over' });
    assert.deepEqual([names(), entries(), works], [['production'], [], ['create, 0 in the journal']]);
  });

  it('says nothing where it was cancelled, and no key was made', async () => {
    const { parts, ports, entries, world } = setUp({ 'sinch.create': [cancelled] });
    assert.deepEqual(await createKey(parts, creation, ports), { kind: 'over' });
    assert.deepEqual(entries(), []);
    assert.deepEqual(world.log.lines, []);
  });

  it('creates it again only where that is wanted, with an entry each time', async () => {
    const answers = [true, false];
    const asked: unknown[] = [];
    const { parts, ports, works, entries, names } = setUp(
      { 'sinch.create': [notSent, notSent] },
      {
        confirmCreateAgain: (_, error) => {
          asked.push(error);
          return Promise.resolve(answers.shift() ?? assert.fail());
        },
      },
    );
    assert.deepEqual(await createKey(parts, creation, ports), { kind: 'over' });
    assert.equal(asked.length, 2);
    assert.ok(asked.every(error => error instanceof UnreachableError));
    assert.deepEqual(
      works.filter(work => work !== 'create, 0 in the journal'),
      ['sent, 1 in the journal', 'sent, 1 in the journal'],
    );
    assert.deepEqual(entries(), []);
    assert.deepEqual(names(), ['production']);
  });

  for (const decision of ['replace', 'keep', undefined] as const) {
    it(`asks about a key whose secret is lost while its entry stays (${decision ?? 'put off'})`, async () => {
      const seen: string[] = [];
      const { parts, ports, entries, names, unfinished, world } = setUp(
        { 'sinch.create': [lost] },
        {
          decideOnOrphan: async ({ displayName }) => {
            seen.push(`${displayName}, ${await unfinished()} unfinished, ${names().join()}`);
            return decision;
          },
        },
      );
      const result = await ended(createKey(parts, creation, ports));
      assert.deepEqual(seen, ['laptop, 1 unfinished, production,laptop']);
      assert.equal(result.kind, decision === undefined ? 'putOff' : decision === 'keep' ? 'over' : 'made');
      assert.equal(entries().length, decision === undefined ? 1 : 0);
      assert.deepEqual(names(), ['production', 'laptop']);
      assert.equal(world.sinch.made.size, decision === 'replace' ? 2 : 1);
    });
  }

  it('keeps its entry where the key whose secret is lost can’t be deleted', async () => {
    const { parts, ports, entries, names } = setUp(
      { 'sinch.create': [lost], 'sinch.delete': [offline] },
      { decideOnOrphan: () => Promise.resolve('replace') },
    );
    const result = await createKey(parts, creation, ports);
    assert.ok(result.kind === 'orphanLeft' && result.error instanceof UnreachableError);
    assert.equal(entries().length, 1);
    assert.deepEqual(names(), ['production', 'laptop']);
  });

  it('keeps its entry where nobody can say what became of it, for others to go on with', async () => {
    const { parts, ports, entries, unfinished } = setUp({
      'sinch.create': [lost],
      'sinch.list': [undefined, offline, offline],
    });
    const result = await createKey(parts, creation, ports);
    assert.ok(result.kind === 'unknown' && result.error instanceof UnreachableError);
    assert.deepEqual(entries(), [`creation:${result.creationId}`]);
    assert.equal(await unfinished(), 1);
  });

  it('logs what no sentence explains', async () => {
    const { parts, ports, world } = setUp(
      { 'sinch.create': [{ kind: 'fails', error: new TypeError('a bug'), isCarriedOut: false }] },
      { confirmCreateAgain: () => Promise.resolve(false) },
    );
    await createKey(parts, creation, ports);
    assert.match(world.log.lines.join(), /A create failed unexpectedly.*a bug/);
  });
});

describe('settleCreation', () => {
  /** What a window leaves that dies while Sinch makes the key. */
  async function cutOff(setting: ReturnType<typeof setUp>, isMade: boolean) {
    const { world } = setting;
    const window = world.open({ session: 'a dead one' });
    await window.creations.begin(projectId, 'laptop');
    const api = await window.rotation.connections.to(projectId);
    if (isMade) await api.create('laptop');
    world.now += 3 * 60_000;
    const [entry] = await setting.window.creations.unfinished();
    return entry ?? assert.fail('nothing was left');
  }

  it('leaves it to the window that may be at it', async () => {
    const setting = setUp();
    const entry = { ...(await cutOff(setting, true)), progress: 'elsewhere' } as const;
    assert.deepEqual(await settleCreation(setting.parts, entry, setting.ports), { kind: 'elsewhere' });
    assert.equal(setting.entries().length, 1);
  });

  it('finds the key, and makes another where that is wanted', async () => {
    const setting = setUp({}, { decideOnOrphan: () => Promise.resolve('replace') });
    const entry = await cutOff(setting, true);
    const result = await ended(settleCreation(setting.parts, entry, setting.ports));
    assert.equal(result.kind, 'made');
    assert.deepEqual(setting.works, [
      'lookUp, 1 in the journal',
      'delete, 1 in the journal',
      'create, 0 in the journal',
      'sent, 1 in the journal',
    ]);
    assert.deepEqual(setting.entries(), []);
  });

  it('finds the secret that is kept', async () => {
    const setting = setUp();
    const entry = await cutOff(setting, true);
    const { accessKeyId, secret } = setting.world.sinch.named('laptop') ?? assert.fail('no key');
    await setting.parts.pendingSecrets.keep({ projectId, accessKeyId, displayName: 'laptop', secret });
    const result = await settleCreation(setting.parts, entry, setting.ports);
    assert.ok(result.kind === 'found' && result.secret.secret === secret);
    assert.deepEqual(setting.entries(), []);
  });

  it('changes nothing where nobody waits any more', async () => {
    const setting = setUp();
    const entry = await cutOff(setting, true);
    const run: CreatePorts['run'] = (_, __, task) => task(AbortSignal.abort());
    await assert.rejects(settleCreation(setting.parts, entry, { ...setting.ports, run }), isAbort);
    assert.equal(setting.entries().length, 1);
  });
});
