import { Disposable, env, type Memento, Uri } from 'vscode';
import type { Parts } from './commands/parts';
import { createEnvFiles, type EnvSettings } from './envFiles/envFiles';
import { Creations } from './keys/creations';
import { KeyStore } from './keys/keyStore';
import { Rotations } from './rotation/rotations';
import { AccessKeysTree } from './tree/accessKeysTree';
import { PendingSecrets } from './keys/pendingSecrets';
import { Connections, type Endpoints } from './projects/connections';
import { createCredentials } from './projects/credentials';
import { ProjectList } from './projects/projectList';
import { connect } from './sinch/connect';
import { proveKey } from './sinch/proveKey';
import { createTransport } from './sinch/transport';
import { endRetiredRotations } from './rotation/endRetiredRotations';
import type { RotationParts } from './rotation/rotationParts';
import type { SecretVault } from './storage/secretVault';
import { Clipboard } from './ui/clipboard';
import type { Prompts } from './ui/prompts';
import { whenReadable } from './ui/whenReadable';

export interface HostServices {
  readonly globalState: Memento;
  readonly secrets: SecretVault;
  readonly log: Parts['log'];
  readonly prompts: Prompts;
  readonly userAgent: string;
  /** Names this extension host, and tells whether another one lives. */
  readonly session: string;
  readonly isAlive: (session: string) => boolean | undefined;
  readonly endpoints: () => Endpoints;
  /** Seconds; 0 for never. */
  readonly clearClipboardAfter: () => number;
  readonly envSettings: (uri: Uri) => EnvSettings;
}

/** Builds the parts and hands each what it needs; nothing is read or asked for yet. The view is the caller's. */
export function createParts(from: HostServices): {
  readonly parts: Omit<Parts, 'view'>;
  readonly disposable: Disposable;
} {
  const { log, endpoints, prompts, secrets, session, isAlive } = from;
  const transport = createTransport({
    userAgent: from.userAgent,
    onExchange: ({ method, path, status, milliseconds }) => {
      log.info(`${method} ${path} → ${status ?? 'no answer'} (${Math.round(milliseconds)} ms)`);
    },
  });
  const projects = new ProjectList(from.globalState);
  const credentials = createCredentials(secrets, log);
  const pendingSecrets = new PendingSecrets(secrets, log);
  const creations = new Creations({ secrets, log, session, isAlive });
  const rotations = new Rotations({ secrets, log, session, isAlive });
  const connections = new Connections({
    credentials,
    endpoints,
    connect: (projectId, credential, { accountUrl, tokenUrl }) =>
      connect({ transport, projectId, credential, accountUrl, tokenUrl }),
  });
  const keys = new KeyStore(connections, log);
  const tree = new AccessKeysTree({
    projects,
    credentials,
    connections,
    keys,
    pendingSecrets,
    creations,
    rotations,
    log,
  });
  const retired = keys.onDidChange(projectId => {
    void endRetiredRotations({ rotations, keys, log }, projectId);
  });
  const clipboard = new Clipboard({
    clearAfter: from.clearClipboardAfter,
    text: env.clipboard,
    whenReadable,
    log,
  });
  const files = createEnvFiles(from.globalState, from.envSettings, log);
  const rotation: RotationParts = {
    rotations,
    connections,
    credentials,
    keys,
    pendingSecrets,
    prove: (projectId, pair, signal) =>
      proveKey(connections.apart(projectId, { kind: 'keyPair', ...pair }), pair.keyId, { signal }),
    replace: (uri, old, pair) => files.envFiles.replacePair(Uri.parse(uri, true), old, pair),
  };
  return {
    parts: {
      projects,
      credentials,
      connections,
      keys,
      pendingSecrets,
      creations,
      rotations,
      rotation,
      tree,
      envFiles: files.envFiles,
      clipboard,
      prompts,
      log,
    },
    disposable: Disposable.from(retired, tree, keys, clipboard, projects, files.disposable),
  };
}
