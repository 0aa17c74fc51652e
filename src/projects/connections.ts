import type { AccessKeysApi, Credential } from '../sinch/types';
import { type Endpoints, type Origins, originsOf, sinchEndpoints } from './addresses';
import type { BoundCredential, Credentials } from './credentials';

/** There is no credential for the project: the user has to sign in. */
export class SignedOutError extends Error {
  override readonly name = 'SignedOutError';

  constructor(readonly projectId: string) {
    super(`no credential for project ${projectId}`);
  }
}

/** The addresses in the settings aren't those that the project's credential was proved at: nothing was sent there. */
export class AddressChangedError extends Error {
  override readonly name = 'AddressChangedError';

  constructor(
    readonly projectId: string,
    readonly proved: Origins,
    readonly current: Origins,
  ) {
    super(`the credential of project ${projectId} belongs to another address`);
  }
}

export interface ConnectionsOptions {
  readonly credentials: Credentials;
  readonly endpoints: () => Endpoints;
  readonly connect: (projectId: string, credential: Credential, endpoints: Endpoints) => AccessKeysApi;
}

interface Connection {
  /** The credential and the endpoints as one text, to notice when they change. */
  readonly madeFrom: string;
  readonly api: AccessKeysApi;
}

/**
 * Signed-in access to the keys of each project; its tokens stay in memory as long as its credential stays the same.
 * A credential is sent only to the origins it is bound to: other calls throw an AddressChangedError, or an
 * EndpointError if the settings have an address that nothing may be sent to.
 */
export class Connections {
  private readonly open = new Map<string, Connection>();

  constructor(private readonly options: ConnectionsOptions) {}

  /** @throws SignedOutError, AddressChangedError, EndpointError, SecretStorageError */
  async to(projectId: string): Promise<AccessKeysApi> {
    return this.using(projectId, await this.stored(projectId));
  }

  /** Access with this credential, whether it is stored or not. @throws AddressChangedError, EndpointError */
  using(projectId: string, credential: BoundCredential): AccessKeysApi {
    const endpoints = this.endpointsFor(projectId, credential);
    const madeFrom = identity(credential, endpoints);
    const known = this.open.get(projectId);
    if (known?.madeFrom === madeFrom) return known.api;
    const api = this.options.connect(projectId, credential, endpoints);
    this.open.set(projectId, { madeFrom, api });
    return api;
  }

  /**
   * Access with a key of the project for one or two calls, apart from the connection in use. A key without addresses is
   * bound to those of the project's own credential.
   * @throws SignedOutError, AddressChangedError, EndpointError, SecretStorageError
   */
  async apart(projectId: string, credential: BoundCredential): Promise<AccessKeysApi> {
    const endpoints = this.endpointsFor(
      projectId,
      credential.origins ? credential : await this.stored(projectId),
    );
    return this.options.connect(projectId, credential, endpoints);
  }

  /** The credential, bound to the addresses that are in the settings now. @throws EndpointError */
  bind(credential: Credential): BoundCredential & { readonly origins: Origins } {
    return this.binding()(credential);
  }

  /** Binds a credential to the addresses that are in the settings now, even if they have changed when it is called. */
  binding(): Connections['bind'] {
    const endpoints = this.options.endpoints();
    return credential => ({ ...credential, origins: originsOf(endpoints) });
  }

  /** True if the project's connection was last made with the credential stored now. @throws SecretStorageError */
  async isCurrent(projectId: string): Promise<boolean> {
    const credential = await this.options.credentials.get(projectId);
    const known = this.open.get(projectId);
    return credential === undefined
      ? known === undefined
      : known?.madeFrom === identity(credential, this.options.endpoints());
  }

  /** Drops the project's tokens from memory. */
  close(projectId: string): void {
    this.open.delete(projectId);
  }

  private async stored(projectId: string): Promise<BoundCredential> {
    const credential = await this.options.credentials.get(projectId);
    if (credential !== undefined) return credential;
    this.open.delete(projectId);
    throw new SignedOutError(projectId);
  }

  private endpointsFor(projectId: string, { origins }: BoundCredential): Endpoints {
    const endpoints = this.options.endpoints();
    const current = originsOf(endpoints);
    const proved = origins ?? originsOf(sinchEndpoints);
    if (proved.account !== current.account || proved.token !== current.token)
      throw new AddressChangedError(projectId, proved, current);
    return endpoints;
  }
}

function identity(credential: Credential, { accountUrl, tokenUrl }: Endpoints): string {
  const secret =
    credential.kind === 'keyPair' ? [credential.keyId, credential.keySecret] : [credential.token];
  return JSON.stringify([secret, accountUrl, tokenUrl]);
}
