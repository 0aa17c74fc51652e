import { type Disposable, env, type Event, EventEmitter, type TreeDataProvider, type TreeItem } from 'vscode';
import type { Connections } from '../projects/connections';
import type { Credentials } from '../projects/credentials';
import type { FailureRow } from '../projects/explain';
import type { Project, ProjectList } from '../projects/projectList';
import type { AccessKey } from '../sinch/types';
import { readOr } from '../storage/readOr';
import type { FileUses } from '../keys/fileUses';
import type { KeyStore } from '../keys/keyStore';
import { asNode, isOneOf, type KeyNode, type Node, nodeId, parentOf, signInNeeded } from './nodes';
import { marksOf, noDetails, type ProjectDetails, readProjectDetails, rowsOf } from './projectDetails';
import { type StoredWorkParts, WorkByProject } from './storedWork';
import { Times } from './times';
import { Redraws } from './redraws';
import { Turns } from './turns';
import { keyItem, type KeyMarks, noticeItem, projectItem, row } from './treeItem';
import { countOf } from './unfinishedWork';
import type * as Words from './words';

export interface TreeOptions extends StoredWorkParts {
  readonly credentials: Credentials;
  readonly projects: ProjectList;
  readonly connections: Connections;
  readonly keys: KeyStore;
  readonly fileUses: FileUses;
}

/** The projects, below each its keys and unfinished work, or why they can't be shown, and below a key its files. */
export class AccessKeysTree implements TreeDataProvider<Node>, Disposable {
  private readonly changed = new EventEmitter<Node | undefined>();
  readonly onDidChangeTreeData: Event<Node | undefined> = this.changed.event;

  private readonly nodes = new Map<string, Node>();
  /** Read once each time VS Code asks for the rows of a project. */
  private readonly details = new Map<string, ProjectDetails>();
  /** Rows read before VS Code is told to ask for them: until it has them, a click on a row arrives without the row. */
  private readonly ready = new Map<string, Promise<Node[]>>();
  private readonly redraws = new Redraws(projectId => this.readAndTell(projectId));
  /** Why the keys of a project couldn't be loaded, in words. */
  private readonly failures = new Map<string, FailureRow>();
  private readonly work: WorkByProject;
  private readonly turns = new Turns();
  private times: Times | undefined;
  private words: typeof Words | undefined;
  private readonly subscriptions: readonly { dispose(): void }[];

  constructor(private readonly options: TreeOptions) {
    const { projects, credentials, keys, pendingSecrets, creations, rotations } = options;
    this.work = new WorkByProject(options);
    const redraw = (projectId: string) => {
      this.work.outdate();
      this.redraws.add(projectId);
    };
    this.subscriptions = [
      projects.onDidChange(() => {
        this.changed.fire(undefined);
      }),
      credentials.onDidChange(projectId => {
        void this.checkCredential(projectId);
      }),
      keys.onDidChange(redraw),
      pendingSecrets.onDidChange(redraw),
      creations.onDidChange(redraw),
      rotations.onDidChange(redraw),
      options.fileUses.onDidChange(keyIds => {
        for (const node of this.nodes.values()) if (isOneOf(node, keyIds)) this.changed.fire(node);
      }),
    ];
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (!node)
      return this.options.projects.all().map(({ id }) => this.node({ kind: 'project', projectId: id }));
    if (node.kind === 'key') return this.usesBelow(node);
    if (node.kind !== 'project') return [];
    const ready = this.ready.get(node.projectId);
    this.ready.delete(node.projectId);
    return ready ?? this.rowsBelow(node.projectId);
  }

  getParent(node: Node): Node | undefined {
    const parent = parentOf(node);
    return parent && this.node(parent);
  }

  getTreeItem(node: Node): TreeItem {
    const { projects, keys, fileUses } = this.options;
    const { projectId } = node;
    const state = keys.peek(projectId);
    const details = this.details.get(projectId) ?? noDetails;
    switch (node.kind) {
      case 'project':
        return projectItem(node, this.project(node), state, {
          signInNeeded: signInNeeded(state),
          expanded: projects.all()[0]?.id === projectId,
        });
      case 'key':
        return keyItem(node, ...this.keyFacts(node));
      case 'pendingSecret':
      case 'unconfirmedKey':
      case 'rotation':
        return this.words?.unfinishedItem(node, details, this.options) ?? row(node, nodeId(node));
      case 'use':
        return this.words?.useItem(node, fileUses.of(node.keyId)) ?? row(node, node.uri);
      case 'noKeys':
      case 'loadFailed':
      case 'signedOut':
      case 'addressChanged':
        return noticeItem(node, this.failures.get(projectId));
    }
  }

  /** Called when a person points at a row that has no tooltip yet: to make them all takes longer than all rows. */
  async resolveTreeItem(item: TreeItem, node: Node): Promise<TreeItem> {
    const { keyTooltip, projectTooltip } = await this.loadWords();
    if (node.kind === 'key') item.tooltip = keyTooltip(...this.keyFacts(node));
    if (node.kind === 'project') item.tooltip = projectTooltip(this.project(node));
    return item;
  }

  /** The one object of a row: VS Code tells rows apart by identity. */
  node(like: Node): Node {
    const id = nodeId(like);
    const known = this.nodes.get(id);
    if (known) return known;
    this.nodes.set(id, like);
    return like;
  }

  /** Whether this is the very object that VS Code was given for a row: no other extension has it. */
  isRow(argument: unknown): boolean {
    const node = asNode(argument);
    return node !== undefined && this.nodes.get(nodeId(node)) === argument;
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.changed.dispose();
  }

  /** What most starts need nothing of. */
  private async loadWords(): Promise<typeof Words> {
    return (this.words ??= await import('./words'));
  }

  private project({ projectId }: Node): Project {
    return this.options.projects.get(projectId) ?? { id: projectId };
  }

  private keyFacts({ projectId, accessKeyId }: KeyNode<'key'>): [AccessKey, KeyMarks, Times] {
    const known = this.options.keys.find(projectId, accessKeyId);
    const key = known ?? { projectId, accessKeyId, displayName: accessKeyId };
    this.times ??= new Times(env.language);
    const marks = marksOf(accessKeyId, this.details.get(projectId) ?? noDetails, this.options.fileUses);
    return [key, marks, this.times];
  }

  /** Forgets keys that weren't, or may not have been, listed with the credential that is stored now. */
  private async checkCredential(projectId: string): Promise<void> {
    const { connections, keys, log } = this.options;
    const answer = connections.isCurrent(projectId);
    const isCurrent = await readOr(log, { what: 'credential', projectId }, answer, false);
    if (!isCurrent) keys.forget(projectId);
  }

  /** Rows that were never asked for, and keys that aren't known, are left for VS Code to ask for. */
  private async readAndTell(projectId: string): Promise<void> {
    this.ready.delete(projectId);
    const { projects, keys } = this.options;
    if (this.details.has(projectId) && keys.peek(projectId).status !== 'unknown') {
      const rows = this.rowsBelow(projectId);
      this.ready.set(projectId, rows);
      await rows;
    }
    if (projects.get(projectId)) this.changed.fire(this.node({ kind: 'project', projectId }));
  }

  private async usesBelow({ projectId, accessKeyId: keyId }: KeyNode<'key'>): Promise<Node[]> {
    const uses = this.options.fileUses.of(keyId) ?? [];
    if (uses.length > 0) await this.loadWords();
    return uses.map(({ uri }) => this.node({ kind: 'use', projectId, keyId, uri }));
  }

  private async rowsBelow(projectId: string): Promise<Node[]> {
    // VS Code asks for the rows of all projects at once, and draws those of each as soon as it has them.
    const work = this.work.read();
    await this.turns.next();
    const [state, details] = await Promise.all([
      this.options.keys.load(projectId),
      readProjectDetails(this.options, projectId, work),
    ]);
    await this.turns.next();
    this.details.set(projectId, details);
    if (state.status === 'failed' || countOf(details) > 0) {
      const { failureRow } = await this.loadWords();
      if (state.status === 'failed') this.failures.set(projectId, failureRow(state.error));
    }
    return rowsOf(projectId, state, details).map(row => this.node(row));
  }
}
