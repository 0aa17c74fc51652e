import type { Logger } from '../ui/log';
import { readOr } from '../storage/readOr';
import { type CreationEntry, type Creations, mayHaveMade } from '../keys/creations';
import { isNewKeyOf, type RotationEntry, type Rotations } from '../rotation/rotations';
import type { PendingKey, PendingSecrets } from '../keys/pendingSecrets';

/** What SecretStorage holds of work that isn't over. */
export interface StoredWork {
  /** Without those that a running rotation is about to insert. */
  readonly secrets: readonly PendingKey[];
  /** Without those whose key's secret is pending: what became of them is known. */
  readonly creations: readonly CreationEntry[];
  readonly rotations: readonly RotationEntry[];
}

export interface StoredWorkParts {
  readonly pendingSecrets: PendingSecrets;
  readonly creations: Creations;
  readonly rotations: Rotations;
  readonly log: Logger;
}

export const noWork: StoredWork = { secrets: [], creations: [], rotations: [] };

/** The work of all projects. Never rejects: what SecretStorage doesn't answer is left out, and the log says so. */
export async function readStoredWork(parts: StoredWorkParts): Promise<StoredWork> {
  const { log } = parts;
  const [secrets, creations, rotations] = await Promise.all([
    readOr(log, { what: 'secrets' }, parts.pendingSecrets.list(), []),
    readOr(log, { what: 'creations' }, parts.creations.unfinished(), []),
    readOr(log, { what: 'rotations' }, parts.rotations.list(), []),
  ]);
  return {
    secrets: secrets.filter(key => !rotations.some(entry => isNewKeyOf(entry, key))),
    creations: creations.filter(({ value }) => !secrets.some(key => mayHaveMade(value, key))),
    rotations,
  };
}

/** The work of each project that has some. All who ask while it is being read share that reading. */
export class WorkByProject {
  private reading: Promise<ReadonlyMap<string, StoredWork>> | undefined;

  constructor(private readonly parts: StoredWorkParts) {}

  /** Never rejects. */
  read(): Promise<ReadonlyMap<string, StoredWork>> {
    if (this.reading) return this.reading;
    const reading = readStoredWork(this.parts).then(work => {
      if (this.reading === reading) this.outdate();
      return byProject(work);
    });
    this.reading = reading;
    return reading;
  }

  /** From now on, nobody joins the reading under way: something changed since it began. */
  outdate(): void {
    this.reading = undefined;
  }
}

function byProject({ secrets, creations, rotations }: StoredWork): ReadonlyMap<string, StoredWork> {
  const found = new Map<string, { [K in keyof StoredWork]: StoredWork[K][number][] }>();
  const of = (projectId: string) => {
    const work = found.get(projectId) ?? { secrets: [], creations: [], rotations: [] };
    found.set(projectId, work);
    return work;
  };
  for (const key of secrets) of(key.projectId).secrets.push(key);
  for (const entry of creations) of(entry.value.projectId).creations.push(entry);
  for (const entry of rotations) of(entry.value.projectId).rotations.push(entry);
  return found;
}
