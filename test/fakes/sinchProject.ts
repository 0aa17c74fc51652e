import { ApiError, CredentialError } from '../../src/sinch/errors';
import { maxAccessKeys } from '../../src/sinch/limits';
import type { AccessKey, CreatedAccessKey, Credential } from '../../src/sinch/types';

export interface ProjectKey extends AccessKey {
  readonly secret: string;
  readonly createTime: Date;
}

/** A project at Sinch in memory: unique names, ten keys, secrets known at their creation only. Answers at once. */
export class SinchProject {
  readonly keys = new Map<string, ProjectKey>();
  /** The IDs of all keys that were created through a connection, deleted ones too. */
  readonly made = new Set<string>();
  /** The IDs of the keys that signed in and read themselves. */
  readonly proved = new Set<string>();
  /** Told before a key is deleted through a connection. */
  onDelete: (key: ProjectKey) => void = () => undefined;
  private number = 0;

  constructor(
    readonly projectId: string,
    private readonly now: () => number,
  ) {}

  /** A key nobody created through a connection. */
  seed(displayName: string): ProjectKey {
    this.number += 1;
    const accessKeyId = `key-${this.number}`;
    const key = {
      accessKeyId,
      displayName,
      projectId: this.projectId,
      secret: secretOf(accessKeyId),
      createTime: new Date(this.now()),
    };
    this.keys.set(accessKeyId, key);
    return key;
  }

  named(displayName: string): ProjectKey | undefined {
    return [...this.keys.values()].find(key => key.displayName === displayName);
  }

  list(credential: Credential): readonly AccessKey[] {
    this.authorize(credential);
    return [...this.keys.values()].map(withoutSecret);
  }

  create(credential: Credential, displayName: string): CreatedAccessKey {
    this.authorize(credential);
    if (this.named(displayName)) throw new ApiError('CreateAccessKey', 409, 'ALREADY_EXISTS');
    if (this.keys.size >= maxAccessKeys) throw new ApiError('CreateAccessKey', 400, 'FAILED_PRECONDITION');
    const key = this.seed(displayName);
    this.made.add(key.accessKeyId);
    return { accessKey: withoutSecret(key), secret: key.secret };
  }

  get(credential: Credential, accessKeyId: string): AccessKey {
    const signedInWith = this.authorize(credential);
    const key = this.keys.get(accessKeyId);
    if (!key) throw new ApiError('GetAccessKey', 404, 'NOT_FOUND');
    if (signedInWith === accessKeyId) this.proved.add(accessKeyId);
    return withoutSecret(key);
  }

  delete(credential: Credential, accessKeyId: string): void {
    this.authorize(credential);
    const key = this.keys.get(accessKeyId);
    if (!key) throw new ApiError('DeleteAccessKey', 404, 'NOT_FOUND');
    this.onDelete(key);
    this.keys.delete(accessKeyId);
  }

  /** @returns the ID of the key that signs in */
  private authorize(credential: Credential): string {
    const key = credential.kind === 'keyPair' ? this.keys.get(credential.keyId) : undefined;
    if (!key || credential.kind !== 'keyPair' || credential.keySecret !== key.secret)
      throw new CredentialError('FetchToken', 'refused', 401);
    return key.accessKeyId;
  }
}

/** The secret of any key there is or was. */
export function secretOf(accessKeyId: string): string {
  return `secret-of-${accessKeyId}`;
}

function withoutSecret({ accessKeyId, displayName, projectId, createTime }: ProjectKey): AccessKey {
  return { accessKeyId, displayName, projectId, createTime };
}
