import type { AccessKeysApi, Credential } from '../sinch/types';
import type { Credentials } from './credentials';

/** There is no credential for the project: the user has to sign in. */
export class SignedOutError extends Error {
  override readonly name = 'SignedOutError';

  constructor(readonly projectId: string) {
    super(`no credential for project ${projectId}`);
  }
}

/** The two hosts of Sinch's API, as the settings name them. */
export interface Endpoints {
  readonly accountUrl: string;
  readonly tokenUrl: string;
}

export interface ConnectionsOptions {
  readonly credentials: Credentials;
  readonly endpoints: () => Endpoints;
  readonly connect: (projectId: string, credential: Credential, endpoints: Endpoints) => AccessKeysApi;
}

interface Connection {
  /** Credential and endpoints, to tell when they are others. */
  readonly madeFrom: string;
  readonly api: AccessKeysApi;
}

/** Signed-in access to the keys of each project; its tokens live in memory as long as its credential stays the same. */
export class Connections {
  private readonly open = new Map<string, Connection>();

  constructor(private readonly options: ConnectionsOptions) {}

  /** @throws SignedOutError, SecretStorageError */
  async to(projectId: string): Promise<AccessKeysApi> {
    const credential = await this.options.credentials.get(projectId);
    if (credential !== undefined) return this.using(projectId, credential);
    this.open.delete(projectId);
    throw new SignedOutError(projectId);
  }

  /** Access with this credential, whether it is kept or not. */
  using(projectId: string, credential: Credential): AccessKeysApi {
    const endpoints = this.options.endpoints();
    const madeFrom = identity(credential, endpoints);
    const known = this.open.get(projectId);
    if (known?.madeFrom === madeFrom) return known.api;
    const api = this.options.connect(projectId, credential, endpoints);
    this.open.set(projectId, { madeFrom, api });
    return api;
  }

  /** The same for one call or two, beside the connection that is in use. */
  apart(projectId: string, credential: Credential): AccessKeysApi {
    return this.options.connect(projectId, credential, this.options.endpoints());
  }

  /** True where the project's stored credential is the one its connection was last made with. */
  async isCurrent(projectId: string): Promise<boolean> {
    const credential = await this.options.credentials.get(projectId);
    const known = this.open.get(projectId);
    return credential === undefined
      ? known === undefined
      : known?.madeFrom === identity(credential, this.options.endpoints());
  }

  /** Forgets the project's tokens. */
  close(projectId: string): void {
    this.open.delete(projectId);
  }
}

function identity(credential: Credential, { accountUrl, tokenUrl }: Endpoints): string {
  return JSON.stringify([credential, accountUrl, tokenUrl]);
}
