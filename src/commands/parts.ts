import type { LogOutputChannel, TreeView } from 'vscode';
import type { EnvFiles } from '../envFiles/envFiles';
import type { Creations } from '../keys/creations';
import type { KeyStore } from '../keys/keyStore';
import type { Node } from '../tree/nodes';
import type { Rotations } from '../rotation/rotations';
import type { AccessKeysTree } from '../tree/accessKeysTree';
import type { PendingSecrets } from '../keys/pendingSecrets';
import type { RotationParts } from '../rotation/rotationParts';
import type { Connections } from '../projects/connections';
import type { Credentials } from '../projects/credentials';
import type { ProjectList } from '../projects/projectList';
import type { Clipboard } from '../ui/clipboard';
import type { Prompts } from '../ui/prompts';

/** Everything commands work with. Each takes only the parts it names. */
export interface Parts {
  readonly projects: ProjectList;
  readonly credentials: Credentials;
  readonly connections: Connections;
  readonly keys: KeyStore;
  readonly pendingSecrets: PendingSecrets;
  readonly creations: Creations;
  readonly rotations: Rotations;
  /** What rotations are carried out with. */
  readonly rotation: RotationParts;
  readonly tree: AccessKeysTree;
  readonly view: Pick<TreeView<Node>, 'reveal' | 'selection'>;
  readonly envFiles: EnvFiles;
  readonly clipboard: Clipboard;
  readonly prompts: Prompts;
  readonly log: Pick<LogOutputChannel, 'info' | 'warn' | 'error' | 'show'>;
}

/**
 * `argument` is whatever the command was called with: a row of the tree, nothing, or something stale. `selection` is
 * what came with it: where several rows are selected, an array of them; `rowsMeant` reads both.
 */
export type Command = (parts: Parts, argument: unknown, selection: unknown) => Promise<void>;
