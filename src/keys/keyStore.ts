import type { Connections } from '../projects/connections';
import { isExpected } from '../projects/culprit';
import type { AccessKey } from '../sinch/types';
import { Listeners } from '../storage/listeners';
import type { Subscription } from '../storage/secretVault';
import type { Logger } from '../ui/log';
import { type KeyList, listKeys } from './keyList';

/** What is known about the keys of a project. A failed load keeps the keys known before it. */
export type ProjectKeys =
  | { readonly status: 'unknown' }
  | ({ readonly status: 'loaded' } & KeyList)
  | { readonly status: 'failed'; readonly error: unknown; readonly keys: readonly AccessKey[] };

interface Load {
  readonly done: Promise<ProjectKeys>;
  readonly stop: AbortController;
}

const unknown: ProjectKeys = { status: 'unknown' };

/** The access keys of every project, in memory. One load a project at a time; an overtaken answer is dropped. */
export class KeyStore {
  private readonly listeners = new Listeners<string>();
  private readonly known = new Map<string, ProjectKeys>();
  private readonly loads = new Map<string, Load>();
  private readonly names = new Intl.Collator(undefined, { numeric: true });

  constructor(
    private readonly connections: Pick<Connections, 'to'>,
    private readonly log: Logger,
  ) {}

  /** Calls back with the ID of the project whose keys are known differently now. */
  onDidChange(listener: (projectId: string) => void): Subscription {
    return this.listeners.add(listener);
  }

  /** What is known now, without a request. */
  peek(projectId: string): ProjectKeys {
    return this.known.get(projectId) ?? unknown;
  }

  find(projectId: string, accessKeyId: string): AccessKey | undefined {
    const state = this.peek(projectId);
    return state.status === 'unknown' ? undefined : state.keys.find(key => key.accessKeyId === accessKeyId);
  }

  /** What is known; loads it first if nothing is. Never rejects. */
  async load(projectId: string): Promise<ProjectKeys> {
    const state = this.peek(projectId);
    return state.status === 'unknown' ? this.start(projectId).done : state;
  }

  /** Asks again, joining a load under way. Never rejects. */
  reload(projectId: string): Promise<ProjectKeys> {
    return this.start(projectId).done;
  }

  /** Asks again, and joins no load that began before now: its answer may be older. Never rejects. */
  relist(projectId: string): Promise<ProjectKeys> {
    this.overtake(projectId);
    return this.start(projectId).done;
  }

  /** Replaces what is known by a list that was just fetched. */
  accept(projectId: string, keys: readonly AccessKey[], unreadable?: number): void {
    this.set(projectId, this.loaded({ keys, ...(unreadable && { unreadable }) }));
  }

  /** Adds or replaces a key that a call just answered with; a running load is older and starts again. */
  put(key: AccessKey): void {
    this.edit(key.projectId, keys => [
      ...keys.filter(({ accessKeyId }) => accessKeyId !== key.accessKeyId),
      key,
    ]);
  }

  /** Forgets a key that was deleted. */
  drop(projectId: string, accessKeyId: string): void {
    this.edit(projectId, keys => keys.filter(key => key.accessKeyId !== accessKeyId));
  }

  /** Forgets all that is known about the project and ends its load: its credential changed, or it was removed. */
  forget(projectId: string): void {
    this.overtake(projectId);
    this.known.delete(projectId);
    this.listeners.tell(projectId);
  }

  dispose(): void {
    for (const { stop } of this.loads.values()) stop.abort();
    this.loads.clear();
    this.listeners.clear();
  }

  private edit(projectId: string, change: (keys: readonly AccessKey[]) => readonly AccessKey[]): void {
    const state = this.peek(projectId);
    if (state.status !== 'unknown') this.set(projectId, { ...state, keys: this.byName(change(state.keys)) });
    if (this.overtake(projectId)) this.start(projectId);
  }

  /** Ends the load under way; true where there was one. */
  private overtake(projectId: string): boolean {
    this.loads.get(projectId)?.stop.abort();
    return this.loads.delete(projectId);
  }

  private start(projectId: string): Load {
    const running = this.loads.get(projectId);
    if (running) return running;
    const stop = new AbortController();
    const load: Load = {
      stop,
      done: this.fetch(projectId, stop.signal).then(state => this.finish(projectId, load, state)),
    };
    this.loads.set(projectId, load);
    return load;
  }

  private async fetch(projectId: string, signal: AbortSignal): Promise<ProjectKeys> {
    try {
      const api = await this.connections.to(projectId);
      return this.loaded(await listKeys(api, signal));
    } catch (error) {
      if (!signal.aborted && !isExpected(error))
        this.log.error(`Loading the keys of project ${projectId} failed.`, error);
      const before = this.peek(projectId);
      return { status: 'failed', error, keys: before.status === 'unknown' ? [] : before.keys };
    }
  }

  /** Where the load was overtaken, those who waited for it get what the later one finds. */
  private finish(projectId: string, load: Load, state: ProjectKeys): ProjectKeys | Promise<ProjectKeys> {
    const current = this.loads.get(projectId);
    if (current !== load) return current?.done ?? this.peek(projectId);
    this.loads.delete(projectId);
    this.set(projectId, state);
    return state;
  }

  private set(projectId: string, state: ProjectKeys): void {
    this.known.set(projectId, state);
    this.listeners.tell(projectId);
  }

  private loaded({ keys, ...rest }: KeyList): ProjectKeys {
    return { status: 'loaded', ...rest, keys: this.byName(keys) };
  }

  private byName(keys: readonly AccessKey[]): readonly AccessKey[] {
    const { compare } = this.names;
    return [...keys].sort(
      (a, b) => compare(a.displayName, b.displayName) || compare(a.accessKeyId, b.accessKeyId),
    );
  }
}
