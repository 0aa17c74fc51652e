import { Disposable, type Memento } from 'vscode';
import { oneLine } from './foreignText';
import { Creations } from './keys/creations';
import { FileUses } from './keys/fileUses';
import { KeyStore } from './keys/keyStore';
import { PendingSecrets } from './keys/pendingSecrets';
import type { Endpoints } from './projects/addresses';
import { Connections } from './projects/connections';
import { createCredentials, type Credentials } from './projects/credentials';
import { ProjectList } from './projects/projectList';
import { endRetiredRotations } from './rotation/endRetiredRotations';
import { Rotations } from './rotation/rotations';
import { connectLater } from './sinch/connectLater';
import type { Exchange } from './sinch/transport';
import type { SecretVault } from './storage/secretVault';
import { AccessKeysTree } from './tree/accessKeysTree';
import type { Logger } from './ui/log';

/** The parts that the rows of the tree are built from; commands use them too. */
export interface StartParts {
  readonly projects: ProjectList;
  readonly credentials: Credentials;
  readonly connections: Connections;
  readonly keys: KeyStore;
  readonly pendingSecrets: PendingSecrets;
  readonly creations: Creations;
  readonly rotations: Rotations;
  /** Which files use which key; filled once the view is shown. */
  readonly fileUses: FileUses;
  readonly tree: AccessKeysTree;
  readonly log: Logger & { show(): void };
}

export interface HostServices {
  readonly globalState: Memento;
  readonly secrets: SecretVault;
  readonly log: StartParts['log'];
  readonly userAgent: string;
  /** Name of this extension host; `isAlive` tells whether another one still runs. */
  readonly session: string;
  readonly isAlive: (session: string) => boolean | undefined;
  readonly endpoints: () => Endpoints;
}

/** Builds the parts that every window needs from its start. Reads nothing and sends no request yet. */
export function createParts(from: HostServices): {
  readonly parts: StartParts;
  readonly disposable: Disposable;
} {
  const { endpoints, secrets, session, isAlive, userAgent } = from;
  const log = withWholeLines(from.log);
  const onExchange = ({ method, path, status, milliseconds }: Exchange) => {
    log.info(`${method} ${path} → ${status ?? 'no answer'} (${Math.round(milliseconds)} ms)`);
  };
  const projects = new ProjectList(from.globalState);
  const credentials = createCredentials(secrets, log);
  const creations = new Creations({ secrets, log, session, isAlive });
  const pendingSecrets = new PendingSecrets(secrets, log, creations);
  const rotations = new Rotations({ secrets, log, session, isAlive });
  const connect = connectLater({ userAgent, onExchange });
  const connections = new Connections({
    credentials,
    endpoints,
    connect: (projectId, credential, urls) => connect({ projectId, credential, ...urls }),
  });
  const keys = new KeyStore(connections, log);
  const fileUses = new FileUses();
  const stored = { credentials, pendingSecrets, creations, rotations };
  const read = { ...stored, projects, connections, keys, fileUses, log };
  const tree = new AccessKeysTree(read);
  const retired = keys.onDidChange(projectId => {
    void endRetiredRotations({ rotations, keys, connections, log }, projectId);
  });
  return { parts: { ...read, tree }, disposable: Disposable.from(retired, tree, keys, projects) };
}

/** A log that writes each message on one line, so that foreign text in it can't pass for another entry. */
function withWholeLines(log: StartParts['log']): StartParts['log'] {
  return {
    info: message => {
      log.info(oneLine(message));
    },
    warn: message => {
      log.warn(oneLine(message));
    },
    error: (message, error) => {
      log.error(oneLine(message), error);
    },
    show: () => {
      log.show();
    },
  };
}
