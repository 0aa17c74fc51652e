import type { Parts } from '../parts';

/** What the commands around rotations work with. */
export type RotatingParts = Pick<
  Parts,
  | 'projects'
  | 'credentials'
  | 'connections'
  | 'keys'
  | 'pendingSecrets'
  | 'rotations'
  | 'rotation'
  | 'tree'
  | 'view'
  | 'envFiles'
  | 'clipboard'
  | 'prompts'
  | 'log'
>;
