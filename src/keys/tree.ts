import { type Disposable, type Event, EventEmitter, type TreeDataProvider, type TreeItem } from 'vscode';
import type { Credentials } from '../projects/credentials';
import { type Connections, SignedOutError } from '../projects/connections';
import type { ProjectList } from '../projects/projectList';
import { CredentialError } from '../sinch/errors';
import type { Logger } from '../ui/log';
import type { KeyStore, ProjectKeys } from './keyStore';
import { type Node, nodeId } from './nodes';
import { keyItem, noticeItem, projectItem, waitingSecretItem } from './treeItem';
import type { WaitingKey, WaitingSecrets } from './waitingSecrets';

export interface TreeOptions {
  readonly projects: ProjectList;
  readonly credentials: Credentials;
  readonly connections: Connections;
  readonly keys: KeyStore;
  readonly waiting: WaitingSecrets;
  readonly log: Logger;
}

/** What the rows below a project are drawn from, gathered once whenever they are asked for. */
interface Details {
  readonly signInKeyId: string | undefined;
  readonly waiting: readonly WaitingKey[];
}

/** Projects, and below each its keys, the secrets that wait, or what stands in their way. */
export class AccessKeysTree implements TreeDataProvider<Node>, Disposable {
  private readonly changed = new EventEmitter<Node | undefined>();
  readonly onDidChangeTreeData: Event<Node | undefined> = this.changed.event;

  private readonly nodes = new Map<string, Node>();
  private readonly details = new Map<string, Details>();
  private readonly subscriptions: readonly { dispose(): void }[];

  constructor(private readonly options: TreeOptions) {
    const { projects, connections, credentials, keys, waiting } = options;
    const redraw = (projectId: string) => {
      if (projects.get(projectId)) this.changed.fire(this.node({ kind: 'project', projectId }));
    };
    this.subscriptions = [
      projects.onDidChange(() => {
        this.changed.fire(undefined);
      }),
      credentials.onDidChange(projectId => {
        void connections.isCurrent(projectId).then(current => {
          if (!current) keys.forget(projectId);
        });
      }),
      keys.onDidChange(redraw),
      waiting.onDidChange(redraw),
    ];
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (!node)
      return this.options.projects.all().map(({ id }) => this.node({ kind: 'project', projectId: id }));
    return node.kind === 'project' ? this.rowsBelow(node.projectId) : [];
  }

  getParent(node: Node): Node | undefined {
    return node.kind === 'project' ? undefined : this.node({ kind: 'project', projectId: node.projectId });
  }

  getTreeItem(node: Node): TreeItem {
    const { projects, keys } = this.options;
    const { projectId } = node;
    const state = keys.peek(projectId);
    switch (node.kind) {
      case 'project':
        return projectItem(node, projects.get(projectId) ?? { id: projectId }, state, {
          signedOut: isSignedOut(state),
          expanded: projects.all()[0]?.id === projectId,
        });
      case 'key': {
        const key = keys.find(projectId, node.accessKeyId) ?? { ...node, displayName: node.accessKeyId };
        return keyItem(node, key, this.details.get(projectId)?.signInKeyId === node.accessKeyId, new Date());
      }
      case 'waitingSecret': {
        const waiting = this.details
          .get(projectId)
          ?.waiting.find(key => key.accessKeyId === node.accessKeyId);
        return waitingSecretItem(node, waiting?.displayName ?? node.accessKeyId);
      }
      case 'noKeys':
      case 'loadFailed':
      case 'signedOut':
        return noticeItem(node, state.status === 'failed' ? state.error : undefined);
    }
  }

  /** The one object that stands for a row, whatever it is asked with. */
  node(like: Node): Node {
    const id = nodeId(like);
    const known = this.nodes.get(id);
    if (known) return known;
    this.nodes.set(id, like);
    return like;
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.changed.dispose();
  }

  private async rowsBelow(projectId: string): Promise<Node[]> {
    const [state, details] = await Promise.all([this.options.keys.load(projectId), this.gather(projectId)]);
    this.details.set(projectId, details);
    const rows: Node[] = [];
    if (isSignedOut(state)) rows.push({ kind: 'signedOut', projectId });
    else if (state.status === 'failed') rows.push({ kind: 'loadFailed', projectId });
    for (const { accessKeyId } of details.waiting)
      rows.push({ kind: 'waitingSecret', projectId, accessKeyId });
    const keys = state.status === 'unknown' ? [] : state.keys;
    for (const { accessKeyId } of keys) rows.push({ kind: 'key', projectId, accessKeyId });
    if (state.status === 'loaded' && keys.length === 0) rows.push({ kind: 'noKeys', projectId });
    return rows.map(row => this.node(row));
  }

  private async gather(projectId: string): Promise<Details> {
    const { credentials, waiting, log } = this.options;
    try {
      const [credential, secrets] = await Promise.all([credentials.get(projectId), waiting.list(projectId)]);
      return { signInKeyId: credential?.kind === 'keyPair' ? credential.keyId : undefined, waiting: secrets };
    } catch (error) {
      log.error(`Reading what is stored for project ${projectId} failed.`, error);
      return { signInKeyId: undefined, waiting: [] };
    }
  }
}

function isSignedOut(state: ProjectKeys): boolean {
  return (
    state.status === 'failed' &&
    (state.error instanceof SignedOutError || state.error instanceof CredentialError)
  );
}
