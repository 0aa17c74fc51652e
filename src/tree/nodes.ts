import type { ProjectKeys } from '../keys/keyStore';
import { AddressChangedError, SignedOutError } from '../projects/connections';
import { CredentialError } from '../sinch/errors';

/** A row of the tree: what it stands for, never what it shows. The same object lives as long as its row. */
export type Node =
  | { readonly kind: 'project'; readonly projectId: string }
  | KeyNode<KeyRow>
  | { readonly kind: 'unconfirmedKey'; readonly projectId: string; readonly creationId: string }
  | { readonly kind: Notice; readonly projectId: string };

/** A row that stands for an access key; that of a rotation for the old one. */
export type KeyRow = 'key' | 'pendingSecret' | 'rotation';

type KeyNode<Kind> = Kind extends KeyRow
  ? { readonly kind: Kind; readonly projectId: string; readonly accessKeyId: string }
  : never;

/** A row that says something about its project instead of a key. */
export type Notice = 'noKeys' | 'loadFailed' | SignInNotice;

/** Why the user has to sign in to a project. */
export type SignInNotice = 'signedOut' | 'addressChanged';

/** Stable, and unique in the whole view. */
export function nodeId(node: Node): string {
  if ('accessKeyId' in node) return `${node.kind}/${node.projectId}/${node.accessKeyId}`;
  return 'creationId' in node ? `${node.kind}/${node.creationId}` : `${node.kind}/${node.projectId}`;
}

/** Reads a command's argument, which may come from anywhere, as a row. */
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

/** Why the user has to sign in to a project, if its keys couldn't be loaded because of that. */
export function signInNeeded(state: ProjectKeys): SignInNotice | undefined {
  if (state.status !== 'failed') return undefined;
  const { error } = state;
  if (error instanceof AddressChangedError) return 'addressChanged';
  return error instanceof SignedOutError || error instanceof CredentialError ? 'signedOut' : undefined;
}
