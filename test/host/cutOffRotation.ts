import type { Rotation } from '../../src/rotation/rotation';
import { demo } from './app';

/** A rotation of `production` that was cut off as it created its new key, by the name of a key that is there. */
export const cutOffRotation: Rotation = {
  projectId: demo.projectId,
  oldKeyId: 'demo-key-1',
  oldName: 'production',
  newName: 'staging',
  newKey: { kind: 'notCreated' },
  begunAt: 0,
  ending: 'keep',
  step: 'create',
  files: [],
};
