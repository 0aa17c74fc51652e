import type { ProjectKeys } from '../keys/keyStore';
import { AddressChangedError, SignedOutError } from '../projects/connections';
import { CredentialError } from '../sinch/errors';

/** A row of the tree: what it stands for, never what it shows. The same object lives as long as its row. */
export type Node =
  | { readonly kind: 'project'; readonly projectId: string }
  | KeyNode<KeyRow>
  | { readonly kind: 'unconfirmedKey'; readonly projectId: string; readonly creationId: string }
  | UseNode
  | { readonly kind: Notice; readonly projectId: string };

/** A file that uses a key, below the row of that key. What commands do to a key, they don't do to it. */
export interface UseNode {
  readonly kind: 'use';
  readonly projectId: string;
  readonly keyId: string;
  readonly uri: string;
}

/** A row that stands for an access key; that of a rotation for the old one. */
export type KeyRow = 'key' | 'pendingSecret' | 'rotation';

export type KeyNode<Kind> = Kind extends KeyRow
  ? { readonly kind: Kind; readonly projectId: string; readonly accessKeyId: string }
  : never;

/** A row that says something about its project instead of a key. */
export type Notice = 'noKeys' | 'loadFailed' | SignInNotice;

/** Why the user has to sign in to a project. */
export type SignInNotice = 'signedOut' | 'addressChanged';

/** Stable, and unique in the whole view. */
export function nodeId(node: Node): string {
  if ('accessKeyId' in node) return `${node.kind}/${node.projectId}/${node.accessKeyId}`;
  if (node.kind === 'use') return `use/${node.projectId}/${node.keyId}/${node.uri}`;
  return 'creationId' in node ? `${node.kind}/${node.creationId}` : `${node.kind}/${node.projectId}`;
}

/** The row a row is below; undefined for those at the top. */
export function parentOf(node: Node): Node | undefined {
  const { kind, projectId } = node;
  if (kind === 'use') return { kind: 'key', projectId, accessKeyId: node.keyId };
  return kind === 'project' ? undefined : { kind: 'project', projectId };
}

/** Whether a row stands for one of these keys. */
export function isOneOf(node: Node, keyIds: ReadonlySet<string>): boolean {
  return node.kind === 'key' && keyIds.has(node.accessKeyId);
}

/** Reads a command's argument, which may come from anywhere, as a row that a project or key is meant by. */
export function asNode(argument: unknown): Node | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  const { kind, projectId, accessKeyId, creationId } = argument as Record<string, unknown>;
  if (typeof projectId !== 'string') return undefined;
  switch (kind) {
    case 'project':
    case 'noKeys':
    case 'loadFailed':
    case 'signedOut':
    case 'addressChanged':
      return { kind, projectId };
    case 'key':
    case 'pendingSecret':
    case 'rotation':
      return typeof accessKeyId === 'string' ? { kind, projectId, accessKeyId } : undefined;
    case 'unconfirmedKey':
      return typeof creationId === 'string' ? { kind, projectId, creationId } : undefined;
    default:
      return undefined;
  }
}

/** Reads a command's argument as the row of a file that uses a key. */
export function asUse(argument: unknown): UseNode | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  const { kind, projectId, keyId, uri } = argument as Record<string, unknown>;
  const isUse = kind === 'use' && typeof projectId === 'string';
  return isUse && typeof keyId === 'string' && typeof uri === 'string'
    ? { kind, projectId, keyId, uri }
    : undefined;
}

/** Why the user has to sign in to a project, if its keys couldn't be loaded because of that. */
export function signInNeeded(state: ProjectKeys): SignInNotice | undefined {
  if (state.status !== 'failed') return undefined;
  const { error } = state;
  if (error instanceof AddressChangedError) return 'addressChanged';
  return error instanceof SignedOutError || error instanceof CredentialError ? 'signedOut' : undefined;
}
