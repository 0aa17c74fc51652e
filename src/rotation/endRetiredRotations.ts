import type { Connections } from '../projects/connections';
import { isAbsence } from '../sinch/errors';
import type { KeyStore } from '../keys/keyStore';
import type { Rotations } from './rotations';
import type { Logger } from '../ui/log';

/**
 * Deletes the entries of a project's rotations whose old keys were deleted, here or elsewhere. Asks Sinch for each key
 * itself first: the entry may hold the last copy of a secret. Never rejects.
 */
export async function endRetiredRotations(
  {
    rotations,
    keys,
    connections,
    log,
  }: {
    readonly rotations: Pick<Rotations, 'list' | 'finish'>;
    readonly keys: Pick<KeyStore, 'peek' | 'find'>;
    readonly connections: Pick<Connections, 'to'>;
    readonly log: Logger;
  },
  projectId: string,
): Promise<void> {
  try {
    for (const { value } of await rotations.list(projectId)) {
      const state = keys.peek(projectId);
      if (value.step !== 'retire' || state.status !== 'loaded') continue;
      if (keys.find(projectId, value.oldKeyId)) continue;
      if (await isGone(connections, projectId, value.oldKeyId)) await rotations.finish(value);
    }
  } catch (error) {
    log.error(`The rotations of project ${projectId} could not be looked through.`, error);
  }
}

/** Whether Sinch says that the key is deleted; false if that can't be told. */
async function isGone(
  connections: Pick<Connections, 'to'>,
  projectId: string,
  accessKeyId: string,
): Promise<boolean> {
  try {
    const api = await connections.to(projectId);
    await api.get(accessKeyId);
    return false;
  } catch (error) {
    return isAbsence(error);
  }
}
