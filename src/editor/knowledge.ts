import { array, object, optional, safeParse, string } from 'valibot';
import type { Memento } from 'vscode';
import { lastKnownKeysPrefix } from '../ids';
import type { FileUses } from '../keys/fileUses';
import type { KeyStore } from '../keys/keyStore';
import type { Verifications } from '../keys/verifications';
import { type ProjectList, projectName } from '../projects/projectList';
import { retiringBy } from '../rotation/rotations';
import { noWork, readStoredWork, type StoredWork, type StoredWorkParts } from '../tree/storedWork';
import { Listeners } from '../storage/listeners';
import type { Subscription } from '../storage/secretVault';
import type { Known, KnownKey } from './known';

export interface KnowledgeParts extends StoredWorkParts {
  readonly projects: ProjectList;
  readonly keys: KeyStore;
  readonly fileUses: Pick<FileUses, 'of'>;
  readonly verifications: Verifications;
}

/** As `openRows` notes the keys of a project. */
const noted = array(object({ accessKeyId: string(), displayName: string(), createTime: optional(string()) }));

/** What is known of keys and projects: as loaded in this window, else as last noted. Sends nothing. */
export class Knowledge implements Known {
  private readonly listeners = new Listeners<undefined>();
  private readonly subscriptions: readonly { dispose(): unknown }[];
  private work: StoredWork = noWork;
  /** The stored work is read when it is asked for: never where no key file is open. */
  private isWorkStale = true;
  /** Counts the readings of the stored work: one that is overtaken is dropped. */
  private readings = 0;
  /** The keys by ID, those that were in a list before too. */
  private byId: ReadonlyMap<string, KnownKey> = new Map();
  private isCurrent = false;

  constructor(
    private readonly parts: KnowledgeParts,
    private readonly state: Pick<Memento, 'get'>,
  ) {
    const { projects, keys, pendingSecrets, rotations, creations, verifications } = parts;
    const changed = () => {
      this.isCurrent = false;
      this.listeners.tell(undefined);
    };
    const reread = () => {
      this.isWorkStale = true;
      changed();
    };
    this.subscriptions = [
      keys.onDidChange(changed),
      verifications.onDidChange(changed),
      projects.onDidChange(reread),
      ...[pendingSecrets, rotations, creations].map(source => source.onDidChange(reread)),
    ];
  }

  /** What was last read; it is read again, and listeners are told, if it changed since. */
  private currentWork(): StoredWork {
    const isStale = this.isWorkStale;
    // Noted first: without a project, the reading ends at once, and those it tells ask again.
    this.isWorkStale = false;
    if (isStale) void this.readWork();
    return this.work;
  }

  /** Reads what is stored of pending secrets and rotations, without a secret. Never rejects. */
  private async readWork(): Promise<void> {
    const reading = (this.readings += 1);
    // Without a project there is nothing to find, and no reason to unlock a keyring.
    const work = this.parts.projects.all().length === 0 ? noWork : await readStoredWork(this.parts);
    if (reading !== this.readings) return;
    this.work = work;
    this.listeners.tell(undefined);
  }

  onDidChange(listener: () => void): Subscription {
    return this.listeners.add(listener);
  }

  get pending(): Known['pending'] {
    return this.currentWork().secrets;
  }

  project(projectId: string): string | undefined {
    const project = this.parts.projects.get(projectId);
    return project && projectName(project);
  }

  key(accessKeyId: string): KnownKey | undefined {
    if (!this.isCurrent) {
      const all = this.parts.projects.all().flatMap(({ id }) => this.keysOf(id));
      this.byId = new Map(all.map(key => [key.accessKeyId, key]));
      this.isCurrent = true;
    }
    return this.byId.get(accessKeyId);
  }

  isListed(projectId: string): boolean {
    const state = this.parts.keys.peek(projectId);
    return state.status === 'loaded' && !state.unreadable;
  }

  retiring({
    projectId,
    accessKeyId,
  }: Pick<KnownKey, 'projectId' | 'accessKeyId'>): ReturnType<Known['retiring']> {
    const { rotations } = this.currentWork();
    const ofProject = rotations.filter(({ value }) => value.projectId === projectId);
    return retiringBy(ofProject, accessKeyId);
  }

  verification(fingerprint: string): ReturnType<Known['verification']> {
    return this.parts.verifications.get(fingerprint);
  }

  uses(accessKeyId: string): ReturnType<Known['uses']> {
    return this.parts.fileUses.of(accessKeyId);
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.listeners.clear();
  }

  /** The keys of a project: those listed, and those noted, or known before, that the list lacks. */
  private keysOf(projectId: string): readonly KnownKey[] {
    const state = this.parts.keys.peek(projectId);
    const listed = state.status === 'unknown' ? [] : state.keys;
    const known = [...this.byId.values()].filter(key => key.projectId === projectId);
    const others = [...known, ...this.notedKeys(projectId)].filter(
      key => !listed.some(({ accessKeyId }) => accessKeyId === key.accessKeyId),
    );
    const as = (keys: readonly NamedKey[], state: KnownKey['state']): readonly KnownKey[] =>
      keys.map(({ accessKeyId, displayName, createTime }) => ({
        projectId,
        accessKeyId,
        displayName,
        createTime,
        state,
      }));
    return [...as(others, this.isListed(projectId) ? 'deleted' : 'remembered'), ...as(listed, 'listed')];
  }

  private notedKeys(projectId: string): readonly NamedKey[] {
    // Times are texts once VS Code has stored them, and not yet before.
    const stored = JSON.stringify(this.state.get(`${lastKnownKeysPrefix}${projectId}`) ?? []);
    const found = safeParse(noted, JSON.parse(stored));
    return (found.success ? found.output : []).map(({ createTime, ...key }) => {
      const time = new Date(createTime ?? NaN);
      return { ...key, createTime: Number.isNaN(time.getTime()) ? undefined : time };
    });
  }
}

type NamedKey = Pick<KnownKey, 'accessKeyId' | 'displayName'> & Partial<Pick<KnownKey, 'createTime'>>;
