import { Disposable, type Memento, type Uri } from 'vscode';
import type { Parts } from './commands/parts';
import { createEnvFiles, type EnvSettings } from './envFiles/envFiles';
import { KeyStore } from './keys/keyStore';
import { AccessKeysTree } from './keys/tree';
import { WaitingSecrets } from './keys/waitingSecrets';
import { Connections, type Endpoints } from './projects/connections';
import { createCredentials } from './projects/credentials';
import { ProjectList } from './projects/projectList';
import { connect } from './sinch/connect';
import { createTransport } from './sinch/transport';
import type { SecretVault } from './storage/secretEntries';
import { Clipboard } from './ui/clipboard';
import type { Prompts } from './ui/prompts';

export interface Surroundings {
  readonly globalState: Memento;
  readonly secrets: SecretVault;
  readonly log: Parts['log'];
  readonly prompts: Prompts;
  readonly userAgent: string;
  readonly endpoints: () => Endpoints;
  /** Seconds; 0 for never. */
  readonly clearClipboardAfter: () => number;
  readonly envSettings: (uri: Uri) => EnvSettings;
}

/** Builds the parts and hands each what it needs; nothing is read or asked for yet. The view is the caller's. */
export function createParts(from: Surroundings): {
  readonly parts: Omit<Parts, 'view'>;
  readonly disposable: Disposable;
} {
  const { log, endpoints, prompts } = from;
  const transport = createTransport({
    userAgent: from.userAgent,
    onExchange: ({ method, path, status, milliseconds }) => {
      log.info(`${method} ${path} → ${status ?? 'no answer'} (${Math.round(milliseconds)} ms)`);
    },
  });
  const projects = new ProjectList(from.globalState);
  const credentials = createCredentials(from.secrets, log);
  const waiting = new WaitingSecrets(from.secrets, log);
  const connections = new Connections({
    credentials,
    endpoints,
    connect: (projectId, credential, { accountUrl, tokenUrl }) =>
      connect({ transport, projectId, credential, accountUrl, tokenUrl }),
  });
  const keys = new KeyStore(connections);
  const tree = new AccessKeysTree({ projects, credentials, connections, keys, waiting, log });
  const clipboard = new Clipboard(from.clearClipboardAfter);
  const env = createEnvFiles(from.globalState, from.envSettings);
  return {
    parts: {
      projects,
      credentials,
      connections,
      keys,
      waiting,
      tree,
      envFiles: env.envFiles,
      clipboard,
      prompts,
      log,
    },
    disposable: Disposable.from(tree, keys, clipboard, projects, env.disposable),
  };
}
