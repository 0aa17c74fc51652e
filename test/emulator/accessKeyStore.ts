import { randomUUID } from 'node:crypto';
import type { Seed } from './contract';
import { randomSecret } from './randomSecret';

/** Keys a project can hold. */
const keyLimit = 10;

export interface StoredKey {
  readonly accessKeyId: string;
  readonly displayName: string;
  readonly projectId: string;
  readonly secret: string;
  /** RFC 3339. */
  readonly createTime: string;
  readonly updateTime: string;
  /** Rises from key to key in the order of creation, over all projects. */
  readonly position: number;
}

/** Every project's keys, and what may be done with them. Knows nothing of HTTP. */
export interface AccessKeyStore {
  isOpenToApi(projectId: string): boolean;
  /** Oldest first. */
  keysOf(projectId: string): readonly StoredKey[];
  key(accessKeyId: string): StoredKey | undefined;
  /** The project a token of this key may act on; undefined where the key is gone and so is its grace. */
  projectOfToken(accessKeyId: string): string | undefined;
  create(projectId: string, displayName: string): StoredKey | 'taken' | 'full';
  rename(key: StoredKey, displayName: string): StoredKey | 'taken';
  delete(key: StoredKey): void;
}

/**
 * @param grace seconds a deleted key's tokens go on working
 * @param now milliseconds since the epoch
 */
export function createAccessKeyStore(seed: Seed, grace: number, now: () => number): AccessKeyStore {
  const keys = new Map<string, StoredKey>();
  const deleted = new Map<string, { readonly projectId: string; readonly tokensEnd: number }>();
  const closed = new Set(seed.projects.filter(p => p.apiEnabled === false).map(p => p.projectId));
  let position = 0;

  const timestamp = (): string => new Date(now()).toISOString();
  const isTaken = (projectId: string, displayName: string, except?: StoredKey): boolean =>
    keysOf(projectId).some(key => key.displayName === displayName && key !== except);
  function keysOf(projectId: string): readonly StoredKey[] {
    return [...keys.values()]
      .filter(key => key.projectId === projectId)
      .sort((a, b) => a.position - b.position);
  }
  function add(key: Omit<StoredKey, 'position'>): StoredKey {
    position += 1;
    const stored = { ...key, position };
    keys.set(key.accessKeyId, stored);
    return stored;
  }

  const seeded = seed.projects.flatMap(({ projectId, keys: seedKeys }) =>
    seedKeys.map(({ createTime = timestamp(), updateTime = createTime, ...key }) => ({
      ...key,
      projectId,
      createTime,
      updateTime,
    })),
  );
  seeded.sort((a, b) => Date.parse(a.createTime) - Date.parse(b.createTime)).forEach(add);

  return {
    keysOf,
    isOpenToApi: projectId => !closed.has(projectId),
    key: accessKeyId => keys.get(accessKeyId),
    projectOfToken(accessKeyId) {
      const grave = deleted.get(accessKeyId);
      if (grave !== undefined && now() < grave.tokensEnd) return grave.projectId;
      return keys.get(accessKeyId)?.projectId;
    },
    create(projectId, displayName) {
      if (isTaken(projectId, displayName)) return 'taken';
      if (keysOf(projectId).length >= keyLimit) return 'full';
      const createTime = timestamp();
      const secret = randomSecret();
      const accessKeyId = randomUUID();
      return add({ accessKeyId, displayName, projectId, secret, createTime, updateTime: createTime });
    },
    rename(key, displayName) {
      if (isTaken(key.projectId, displayName, key)) return 'taken';
      const later = Math.max(now(), Date.parse(key.updateTime) + 1);
      const renamed = { ...key, displayName, updateTime: new Date(later).toISOString() };
      keys.set(key.accessKeyId, renamed);
      return renamed;
    },
    delete(key) {
      keys.delete(key.accessKeyId);
      deleted.set(key.accessKeyId, { projectId: key.projectId, tokensEnd: now() + grace * 1000 });
    },
  };
}
