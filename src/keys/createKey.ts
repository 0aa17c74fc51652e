import { isExpected } from '../projects/culprit';
import { ApiError } from '../sinch/errors';
import type { AccessKey } from '../sinch/types';
import { untilAborted } from '../sinch/untilAborted';
import { isAbort } from '../ui/signal';
import {
  createAndKeep,
  type CreateLookup,
  deleteOrphan,
  type KeyToCreate,
  lookUpCreated,
} from './createAndKeep';
import type { CreateParts, CreatePorts, CreateResult } from './createPorts';
import { beginCreation, type Begun, finish, finishMade } from './creationEntry';
import type { Creation, CreationEntry } from './creations';

/** A create whose answer was lost. */
interface LostCreation {
  readonly id: string;
  readonly creation: Creation;
  readonly found: CreateLookup;
  /** Why the answer was lost, where that is known. */
  readonly error?: unknown;
}

/**
 * Creates an access key. An entry in the journal stands for it from before the request until its secret is kept, so
 * that a key whose answer is lost is found.
 */
export async function createKey(
  parts: CreateParts,
  creation: Pick<Creation, 'projectId' | 'displayName'>,
  ports: CreatePorts,
): Promise<CreateResult> {
  const { questions, run, now } = ports;
  const create = (
    { id, keyIdsBefore }: Begun,
    connections: CreateParts['connections'],
    signal: AbortSignal,
  ) => createAndKeep({ ...parts, connections }, toCreate(id, { ...creation, keyIdsBefore }, now()), signal);
  // One progress for all of it, which ends early only to ask.
  const begun = await run('create', creation, async signal => {
    const entry = await beginCreation(parts, creation, signal);
    return 'id' in entry && entry.kept !== 'heldInMemory'
      ? { ...entry, outcome: await create(entry, { to: () => entry.api }, signal) }
      : entry;
  });
  if (!('id' in begun)) return begun;
  const { id } = begun;
  if (!('outcome' in begun) && !(await questions.confirmHoldInMemory(creation))) return finish(parts, id);
  const outcome =
    'outcome' in begun
      ? begun.outcome
      : await run('create', creation, signal => create(begun, parts.connections, signal));
  switch (outcome.kind) {
    case 'made':
      return { ...outcome, ended: finishMade(parts, id, creation, outcome.secret) };
    case 'refused':
      await finish(parts, id);
      return outcome;
    case 'lost':
      return settleLost(parts, { id, creation, found: outcome.found, error: outcome.error }, ports);
  }
}

function toCreate(createId: string, creation: Creation, begunAt: number): KeyToCreate {
  const { projectId, displayName, keyIdsBefore } = creation;
  return { createId, projectId, displayName, keyIdsBefore, begunAt };
}

/** Finds out what became of an interrupted create, and continues from there. Rejects if it is cancelled. */
export async function settleCreation(
  parts: CreateParts,
  { id, value: creation, writtenAt, progress }: CreationEntry,
  ports: CreatePorts,
): Promise<CreateResult> {
  if (progress === 'elsewhere') return { kind: 'elsewhere' };
  const found = await ports.run('lookUp', creation, signal =>
    untilAborted(lookUpCreated(parts, toCreate(id, creation, writtenAt)), signal),
  );
  return settleLost(parts, { id, creation, found }, ports);
}

/** The entry in the journal stays until it is decided what becomes of the key. */
async function settleLost(parts: CreateParts, lost: LostCreation, ports: CreatePorts): Promise<CreateResult> {
  const { id, creation, found, error } = lost;
  logUnexpected(parts, error);
  switch (found.kind) {
    case 'made':
      await finishMade(parts, id, creation, found.secret);
      return { kind: 'found', secret: found.secret };
    case 'notMade': {
      const over = await finish(parts, id);
      const isAgain = !isAbort(error) && (await ports.questions.confirmCreateAgain(creation, error));
      return isAgain ? createKey(parts, creation, ports) : over;
    }
    case 'orphaned':
      return settleOrphan(parts, lost, found.key, ports);
    case 'unknown': {
      parts.creations.leave(id);
      logUnexpected(parts, found.error);
      const kept = parts.pendingSecrets.isUnclaimedHeld(id) ? 'heldInMemory' : 'stored';
      const secret = found.isSecretKept ? kept : undefined;
      return { kind: 'unknown', creationId: id, error: found.error, secret };
    }
  }
}

async function settleOrphan(
  parts: CreateParts,
  { id, creation }: LostCreation,
  key: AccessKey,
  ports: CreatePorts,
): Promise<CreateResult> {
  // Whatever happens from here on, the entry is there until the user has decided.
  parts.creations.leave(id);
  try {
    if (await isEnded(parts, id)) return nameTaken();
  } catch (error) {
    return { kind: 'unknown', creationId: id, error, secret: undefined };
  }
  const decision = await ports.questions.decideOnOrphan(key);
  if (decision === undefined) return { kind: 'putOff' };
  if (decision === 'keep') return finish(parts, id);
  try {
    // Its answer may have come in another window while the user was asked.
    if (await isEnded(parts, id)) return nameTaken();
    await ports.run('delete', creation, signal => deleteOrphan(parts, key, signal));
  } catch (error) {
    return { kind: 'orphanLeft', error };
  }
  await finish(parts, id);
  return createKey(parts, creation, ports);
}

/**
 * Whether the entry of a create is gone, because another create made the key of that name, whose secret may be in use.
 * @throws SecretStorageError
 */
async function isEnded({ creations }: CreateParts, id: string): Promise<boolean> {
  return (await creations.get(id)) === undefined;
}

/** What Sinch says, too, where another create was faster. */
function nameTaken(): CreateResult {
  return { kind: 'refused', error: new ApiError('CreateAccessKey', 409, 'ALREADY_EXISTS') };
}

/** Logs what the user gets no sentence for. */
function logUnexpected({ log }: CreateParts, error: unknown): void {
  if (error !== undefined && !isExpected(error) && !isAbort(error))
    log.error('A create failed unexpectedly.', error);
}
