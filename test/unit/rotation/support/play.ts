import assert from 'node:assert/strict';
import type { Rotation } from '../../../../src/rotation/rotation';
import { SecretStorageError } from '../../../../src/storage/secretVault';
import type { Fault, PortCall } from '../../../fakes/gate';
import { KeyWorld, type KeyWindow, projectId } from '../../../fakes/keyWorld';
import type { ProjectKey } from '../../../fakes/sinchProject';
import { pairOf } from './stage';

/** What the user is doing: it decides which keys may be deleted. */
export interface Deed {
  readonly rotation?: Rotation;
  /** The user asked for the old key, or a key whose secret is lost, to be deleted. */
  readonly deletes?: 'oldKey' | 'orphan' | 'selected';
  /** The keys the user agreed to delete, where that is not left to a rotation. */
  readonly keyIds?: readonly string[];
}

/** What happens to the calls of one deed, by their number from its beginning. */
export type Plan = (call: PortCall, index: number) => Fault | undefined;

export const windowCount = 2;

/** A world in which users, crashes and troubles do what they like, and what is known about it. */
export class Play {
  readonly world = new KeyWorld();
  readonly uris = ['file:///demo/a/.env', 'file:///demo/b/.env', 'file:///demo/c/.env'];
  /** Keys whose secret the user knows to be in memory only or lost, or gave up, by ID. */
  readonly known = new Set<string>();
  /** Keys that were deleted elsewhere, or here by a user who was told what that breaks, by ID. */
  readonly deletedElsewhere = new Set<string>();
  /** The entries of creates that are over and could not be deleted, by ID. */
  readonly unended = new Set<string>();
  /** The old keys of rotations whose new key could not be written down. */
  readonly unjournaled = new Set<string>();
  /** The old keys of rotations that another window holds in memory: the user goes on with them there. */
  heldElsewhere: ReadonlySet<string> = new Set();
  /** What deletions were condemned for. */
  readonly verdicts: unknown[] = [];
  /** The user was told that what they signed in with is in one window's memory only. */
  isCredentialHeld = false;
  /** The keys each rotation made, by its ID. */
  readonly successors = new Map<string, Set<string>>();
  private readonly windows: KeyWindow[] = [];
  private readonly sessions = new Map<number, string>();
  private sessionsBegun = 0;
  private deed: Deed = {};
  private plan: { readonly faultOf: Plan; readonly index: number; readonly from: number } | undefined;

  constructor() {
    const { sinch, files } = this.world;
    const [, staging, testing] = ['production', 'staging', 'testing'].map(name => sinch.seed(name));
    assert.ok(staging && testing);
    const credential = { kind: 'keyPair', ...pairOf(staging) } as const;
    this.world.secrets.values.set(`credential:${projectId}`, JSON.stringify(credential));
    for (const [index, uri] of this.uris.entries())
      files.held.set(uri, pairOf(index < 2 ? staging : testing));
    sinch.onDelete = key => {
      try {
        this.judgeDeletion(key);
      } catch (error) {
        // Thrown here, it would be taken for an answer of Sinch's.
        this.verdicts.push(error);
      }
    };
    this.world.secrets.onDidChange(({ key }) => {
      if (key.startsWith('oldSecret:')) this.judgeOldSecret(key);
    });
    for (let index = 0; index < windowCount; index += 1) this.reload(index, false);
  }

  /** The memory of the window is lost; with its extension host only, or it is another window from then on. */
  reload(index: number, isSame: boolean): void {
    const before = this.sessions.get(index);
    const session = isSame && before !== undefined ? before : `session-${this.sessionsBegun++}`;
    this.sessions.set(index, session);
    this.windows[index] = this.world.open({
      session,
      faultOf: (call, each) =>
        this.plan?.index === index ? this.plan.faultOf(call, each - this.plan.from) : undefined,
    });
  }

  /** Lets the user do something in a window, which may die of it. Keys made meanwhile belong to the rotation, if any. */
  async act(index: number, faultOf: Plan, act: (window: KeyWindow) => Promise<void>): Promise<void> {
    this.reloadDead();
    const window = this.windows[index];
    assert.ok(window);
    // So that no two entries are written at the same time.
    this.world.now += 1;
    this.heldElsewhere = await this.heldBeside(window);
    this.plan = { faultOf, index, from: window.gate.calls.length };
    try {
      await act(window);
    } catch (error) {
      if (!(error instanceof SecretStorageError) && !window.gate.isDead) throw error;
    } finally {
      this.plan = undefined;
      this.deed = {};
    }
    this.reloadDead();
  }

  /** A window may die of a look of its own, when nobody acts any more. */
  private reloadDead(): void {
    for (const [index, { gate }] of this.windows.entries()) if (gate.isDead) this.reload(index, true);
  }

  get living(): readonly KeyWindow[] {
    return this.windows;
  }

  begin(deed: Deed): void {
    this.deed = deed;
  }

  /** The keys that were created since `before`. */
  madeSince(before: ReadonlySet<string>): readonly string[] {
    return [...this.world.sinch.made].filter(id => !before.has(id));
  }

  isAlive(id: string): boolean {
    return this.world.sinch.keys.has(id);
  }

  /** The old keys of the rotations of which another window holds a later entry than what is stored. */
  private async heldBeside(window: KeyWindow): Promise<ReadonlySet<string>> {
    const troubles = this.world.suspendTroubles();
    const held = new Set<string>();
    for (const other of this.windows.filter(each => each !== window)) {
      for (const { value, writtenAt } of await other.rotation.rotations.list(projectId)) {
        const stored = this.world.secrets.values.get(`rotation:${projectId}/${value.oldKeyId}`) ?? '';
        if (!stored.includes(`"at":${writtenAt},`)) held.add(value.oldKeyId);
      }
    }
    troubles.restore();
    return held;
  }

  /** Deleted before it, they would be missed where a window dies in between. */
  private judgeOldSecret(key: string): void {
    const { values } = this.world.secrets;
    const [, oldKeyId = ''] = key.split('/');
    if (!values.has(key) && values.has(`rotation:${projectId}/${oldKeyId}`))
      this.verdicts.push(new Error(`${key} is deleted before its rotation`));
  }

  private judgeDeletion({ accessKeyId }: ProjectKey): void {
    const { rotation, deletes, keyIds } = this.deed;
    if (deletes === 'orphan' || deletes === 'selected') {
      assert.ok(keyIds?.includes(accessKeyId), `${accessKeyId} is deleted, and nobody agreed to that`);
      if (deletes === 'orphan') this.assertUnused(accessKeyId, [...this.world.files.held.keys()]);
      return;
    }
    assert.ok(rotation, `${accessKeyId} is deleted by nobody's rotation`);
    if (accessKeyId === rotation.oldKeyId) {
      this.judgeOldKey(rotation, deletes === 'oldKey');
      return;
    }
    assert.equal(rotation.step, 'undo', `${accessKeyId} is deleted, and nothing was undone`);
    // Other files are the user's own business.
    this.assertUnused(
      accessKeyId,
      rotation.files.map(({ uri }) => uri),
    );
  }

  private assertUnused(accessKeyId: string, uris: readonly string[]): void {
    for (const uri of uris) {
      assert.notEqual(
        this.world.files.held.get(uri)?.keyId,
        accessKeyId,
        `it is deleted, and ${uri} holds it`,
      );
    }
  }

  private judgeOldKey(rotation: Rotation, isAsked: boolean): void {
    const { ending } = rotation;
    if (ending === 'deleteNow' || ending === 'deleteFirst') return;
    assert.ok(ending === 'deleteAfter' || isAsked, 'the old key is deleted, and was to be kept');
    const made = [...(this.successors.get(rotationId(rotation)) ?? [])];
    const { sinch, files } = this.world;
    const successor = [...sinch.keys.values()].find(({ displayName }) => displayName === rotation.newName);
    assert.ok(successor, `the old key is deleted without a successor; there was ${made.join()}`);
    if (isAsked) return;
    assert.ok(
      sinch.proved.has(successor.accessKeyId),
      'the old key is deleted before the new one was proved',
    );
    for (const { uri } of rotation.files) {
      const held = files.held.get(uri)?.keyId;
      assert.notEqual(held, rotation.oldKeyId, `the old key is deleted, and ${uri} holds it`);
    }
  }
}

export function rotationId({ oldKeyId, newName, begunAt }: Rotation): string {
  return `${oldKeyId} → ${newName} at ${begunAt}`;
}
