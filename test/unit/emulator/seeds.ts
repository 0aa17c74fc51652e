import type { Seed, SeedKey } from '../../emulator/contract';

export const anna = {
  accessKeyId: 'key-anna',
  secret: 'secret-of-anna',
  displayName: 'anna',
  createTime: '2026-01-01T10:00:00Z',
} as const satisfies SeedKey;

export const boris = {
  accessKeyId: 'key-boris',
  secret: 'secret-of-boris',
  displayName: 'boris',
  createTime: '2026-01-02T10:00:00Z',
  updateTime: '2026-01-03T10:00:00Z',
} as const satisfies SeedKey;

export const carla = {
  accessKeyId: 'key-carla',
  secret: 'secret-of-carla',
  displayName: 'carla',
} as const satisfies SeedKey;

/** `north` holds anna and boris, `south` carla. */
export const twoProjects: Seed = {
  projects: [
    { projectId: 'north', keys: [boris, anna] },
    { projectId: 'south', keys: [carla] },
  ],
};

export const north = '/v1/projects/north/accessKeys';
export const south = '/v1/projects/south/accessKeys';

/** A project with so many keys; the first is `key-1` with the secret `secret-1`. */
export function projectOf(count: number): Seed {
  const keys = Array.from({ length: count }, (_, index) => ({
    accessKeyId: `key-${index + 1}`,
    secret: `secret-${index + 1}`,
    displayName: `name-${index + 1}`,
  }));
  return { projects: [{ projectId: 'north', keys }] };
}

/** The API's error shape, as it is sent. */
export function errorBody(code: number, status: string, message: string): unknown {
  return { error: { code, message, status, details: [] } };
}
