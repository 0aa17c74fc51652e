import type { KeyStore } from '../keys/keyStore';
import type { Rotations } from './rotations';
import type { Logger } from '../ui/log';

/** Forgets the rotations of a project whose old keys were deleted, here or elsewhere. Never rejects. */
export async function endRetiredRotations(
  { rotations, keys, log }: { readonly rotations: Rotations; readonly keys: KeyStore; readonly log: Logger },
  projectId: string,
): Promise<void> {
  try {
    for (const { value } of await rotations.list(projectId)) {
      const state = keys.peek(projectId);
      if (value.step !== 'retire' || state.status !== 'loaded') continue;
      if (!keys.find(projectId, value.oldKeyId)) await rotations.finish(value);
    }
  } catch (error) {
    log.error(`The rotations of project ${projectId} could not be looked through.`, error);
  }
}
