import type { Emulator, Seed } from '../emulator/contract';
import { sampleSeed } from '../emulator/sample';
import type { Report } from './sensorServer';
import type { ExtensionStorage } from './windows';

/** All that outlives VS Code's programs at a moment: what a window that is opened later finds. */
export interface Snapshot {
  /** The service's keys. */
  readonly seed: Seed;
  /** The workspace's files, by path relative to it. */
  readonly files: Readonly<Record<string, string>>;
  readonly storage: ExtensionStorage;
}

/** The sample's projects with the keys they have now. */
export function seedOf(emulator: Emulator): Seed {
  const projects = sampleSeed.projects.map(project => ({
    ...project,
    keys: emulator.keys(project.projectId),
  }));
  return { projects };
}

/** Of a snapshot, what VS Code stores. */
export type Stored = Omit<Snapshot, 'seed'>;

/**
 * Adds what a sensor tells. A step that is not done yet is not in it, not even in part. As nothing durable is done
 * without a sensor, that is what is kept where everything ends.
 */
export function storedToo(
  { files, storage }: Stored,
  { files: written, ...stored }: NonNullable<Report['stored']>,
): Stored {
  return { files: { ...files, ...written }, storage: { ...storage, ...stored } };
}
