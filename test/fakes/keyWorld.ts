import type { Rotation } from '../../src/rotation/rotation';
import type { Replacement } from '../../src/envFiles/replacePair';
import type { CreateParts } from '../../src/keys/createPorts';
import { Creations } from '../../src/keys/creations';
import type { DeletionParts } from '../../src/keys/deleteKeys';
import type { ProjectKeys } from '../../src/keys/keyStore';
import { Rotations } from '../../src/rotation/rotations';
import { PendingSecrets } from '../../src/keys/pendingSecrets';
import { sinchEndpoints } from '../../src/projects/addresses';
import { Connections } from '../../src/projects/connections';
import { createCredentials } from '../../src/projects/credentials';
import type { RotationParts } from '../../src/rotation/rotationParts';
import { runRotation } from '../../src/rotation/runRotation';
import { proveKey } from '../../src/sinch/proveKey';
import type { AccessKey, AccessKeysApi, Credential } from '../../src/sinch/types';
import type { SecretVault } from '../../src/storage/secretVault';
import { Gate, type Fault, type PortCall } from './gate';
import { MemoryLog } from './memoryLog';
import { MemorySecrets } from './memorySecrets';
import { PairFiles } from './pairFiles';
import { SinchProject } from './sinchProject';

/** The only project of a world. */
export const projectId = 'demo-project';

const vaultCalls = ['get', 'store', 'delete', 'keys'] as const;

export interface WindowOptions {
  readonly session?: string;
  /** What happens to the call of that number, counted from 0. */
  readonly faultOf?: (call: PortCall, index: number) => Fault | undefined;
  /** Told of each call, and of the key of what it stores, before it is made; it waits for the promise. */
  readonly turn?: (call: PortCall, key?: string) => Promise<void>;
}

/** What all windows share: the keyring, the files, and Sinch. */
export class KeyWorld {
  /** Milliseconds since the epoch, here and at Sinch. */
  now = Date.UTC(2026, 0, 31, 12);
  readonly log = new MemoryLog();
  readonly secrets = new MemorySecrets();
  readonly files = new PairFiles();
  readonly sinch = new SinchProject(projectId, () => this.now);
  private windows = 0;

  open(options: WindowOptions = {}): KeyWindow {
    this.windows += 1;
    return new KeyWindow(this, { session: `session-${this.windows}`, ...options });
  }

  mend(): void {
    this.suspendTroubles();
  }

  /** Mends the keyring, until what it suffered from is restored. */
  suspendTroubles(): { restore(): void } {
    const suspended = vaultCalls.map(call => [call, this.secrets.troubleOf(call)] as const);
    for (const call of vaultCalls) this.secrets.trouble(call, undefined);
    return {
      restore: () => {
        for (const [call, trouble] of suspended) this.secrets.trouble(call, trouble);
      },
    };
  }
}

/** A window with parts of its own, which die with it. */
export class KeyWindow {
  readonly gate: Gate;
  readonly creations: Creations;
  readonly rotation: RotationParts;
  readonly creation: CreateParts;
  readonly deletion: DeletionParts;
  private readonly turn: (call: PortCall, key?: string) => Promise<void>;
  private stop = new AbortController();

  constructor(
    readonly world: KeyWorld,
    { session = 'session', faultOf = () => undefined, turn = () => Promise.resolve() }: WindowOptions,
  ) {
    this.turn = turn;
    this.gate = new Gate(faultOf, () => {
      this.stop.abort();
    });
    const { log } = world;
    const secrets = this.vault();
    const now = () => world.now;
    const credentials = createCredentials(secrets, log);
    const rotations = new Rotations({ secrets, log, session, now });
    this.creations = new Creations({ secrets, log, session, now });
    const pendingSecrets = new PendingSecrets(secrets, log, this.creations);
    // As the tree does: what is held in memory gives way to what others store later.
    for (const part of [credentials, rotations, this.creations, pendingSecrets])
      part.onDidChange(() => undefined);
    const connections = new Connections({
      credentials,
      endpoints: () => sinchEndpoints,
      connect: (_, credential) => this.connect(credential),
    });
    const keys = {
      put: () => undefined,
      drop: () => undefined,
      forget: () => undefined,
      peek: () => ({ status: 'unknown' }) as const,
      relist: (projectId: string) => relist(connections, projectId),
    };
    this.deletion = { connections, credentials, keys, pendingSecrets };
    this.rotation = {
      rotations,
      projects: { all: () => [{ id: projectId }] },
      log,
      now,
      connections,
      credentials,
      keys,
      pendingSecrets,
      lookAgainAfter: 0,
      prove: async (projectId, pair, signal) => {
        const api = await connections.apart(projectId, { kind: 'keyPair', ...pair });
        await proveKey(api, pair.keyId, { signal, waits: [] });
      },
      replace: (uri, old, pair, agreed) =>
        this.pass<Replacement>('files.replace', fault =>
          fault?.kind === 'file' ? fault.result : world.files.replace(uri, old, pair, agreed),
        ),
    };
    this.creation = { ...this.rotation, keys, creations: this.creations, log };
  }

  /** A signal that nobody aborted yet; planned aborts abort it. */
  get signal(): AbortSignal {
    if (this.stop.signal.aborted) this.stop = new AbortController();
    return this.stop.signal;
  }

  /** @param resumes the stamp of the entry that is gone on with */
  run(
    rotation: Rotation,
    resumes?: string,
    onStep?: (rotation: Rotation) => void,
  ): ReturnType<typeof runRotation> {
    const { signal } = this;
    return runRotation(this.rotation, rotation, { signal, resumes, ...(onStep && { onStep }) });
  }

  private async pass<T>(
    call: PortCall,
    carryOut: (fault: Fault | undefined) => T | PromiseLike<T>,
    { signal, key }: { readonly signal?: AbortSignal | undefined; readonly key?: string } = {},
  ): Promise<T> {
    await this.turn(call, key);
    return this.gate.pass(call, carryOut, signal);
  }

  private vault(): SecretVault {
    const { secrets } = this.world;
    const pass = <T>(
      call: 'get' | 'store' | 'delete' | 'keys',
      ask: () => Promise<T>,
      key?: string,
    ): Promise<T> =>
      this.pass(
        `secrets.${call}`,
        fault => {
          if (fault?.kind !== 'trouble') return ask();
          secrets.trouble(call, fault.trouble);
          const answer = ask();
          if (!fault.lasts) secrets.trouble(call, undefined);
          return answer;
        },
        key === undefined ? {} : { key },
      );
    return {
      get: key => pass('get', () => secrets.get(key)),
      store: (key, value) => pass('store', () => secrets.store(key, value), key),
      delete: key => pass('delete', () => secrets.delete(key)),
      keys: () => pass('keys', () => secrets.keys()),
      onDidChange: listener => secrets.onDidChange(listener),
    };
  }

  private connect(credential: Credential): AccessKeysApi {
    const { sinch } = this.world;
    const pass = this.pass.bind(this);
    return {
      async *list() {
        yield* await pass('sinch.list', () => sinch.list(credential));
      },
      create: (name, options) => pass('sinch.create', () => sinch.create(credential, name), options),
      get: (id, options) => pass('sinch.get', () => sinch.get(credential, id), options),
      delete: (id, options) =>
        pass(
          'sinch.delete',
          () => {
            sinch.delete(credential, id);
          },
          options,
        ),
      update: () => Promise.reject(new Error('nothing is renamed here')),
    };
  }
}

/** As the store of keys does. */
async function relist(connections: Connections, projectId: string): Promise<ProjectKeys> {
  try {
    const keys: AccessKey[] = [];
    for await (const key of (await connections.to(projectId)).list()) keys.push(key);
    return { status: 'loaded', keys };
  } catch (error) {
    return { status: 'failed', error, keys: [] };
  }
}
