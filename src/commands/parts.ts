import type { TreeView } from 'vscode';
import type { StartParts } from '../createParts';
import type { EditorParts } from '../editor/openEditor';
import type { EnvFiles } from '../envFiles/envFiles';
import type { Machine } from '../projects/machinePairs';
import type { RotationParts } from '../rotation/rotationParts';
import type { Node } from '../tree/nodes';
import type { Clipboard } from '../ui/clipboard';
import type { Prompts } from '../ui/prompts';
import type { AskedBy } from './otherCaller';

/** Everything commands work with. Each takes only the parts it names. */
export interface Parts extends StartParts, EditorParts {
  /** The parts that rotations use. */
  readonly rotation: RotationParts;
  readonly view: Pick<TreeView<Node>, 'reveal' | 'selection'>;
  readonly envFiles: EnvFiles;
  readonly machine: Machine;
  readonly clipboard: Clipboard;
  readonly prompts: Prompts;
  /** Who called the command. */
  readonly askedBy: AskedBy;
}

/**
 * `argument` is whatever the command was called with: a row of the tree, nothing, or something stale. `selection` is
 * the second argument: an array of the selected rows if there are several; `rowsMeant` reads both.
 */
export type Command = (parts: Parts, argument: unknown, selection: unknown) => Promise<void>;
