import { deleteIfThere } from '../../../../src/sinch/deleteIfThere';
import { proveKey } from '../../../../src/sinch/proveKey';
import type { AccessKeysApi } from '../../../../src/sinch/types';
import { collect } from '../support/emulatedClient';

/** What no error and no sentence may show. */
export const secrets = {
  keySecret: 'demo-secret~sign-in.012345',
  newSecret: 'demo-secret~new.0123456789',
  token: 'demo-token.of-the-pair.0123456',
  bearerToken: 'demo-token.of-a-bearer.0123456',
} as const;

const key = {
  accessKeyId: 'demo-key',
  displayName: 'demo',
  projectId: 'demo-project',
  createTime: '2026-10-29T07:30:00Z',
  updateTime: '2026-10-29T07:30:00Z',
};
const token = { access_token: secrets.token, expires_in: 3599, scope: '', token_type: 'bearer' };

export interface FaultyOperation {
  /** The request that the fault meets. */
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly isTokenRequest?: true;
  /** Signs in with a ready-made token. */
  readonly isBearer?: true;
  /** What Sinch answers to it where nothing is wrong. */
  readonly good: object | undefined;
  /** Sinch's answer to a question for the key afterwards; that it is there, by default. */
  readonly isGoneAfter?: true;
  readonly run: (api: AccessKeysApi) => Promise<unknown>;
}

/** The columns of the matrix. */
export const operations = {
  list: { method: 'GET', good: { accessKeys: [key], nextPageToken: '' }, run: api => collect(api.list()) },
  create: {
    method: 'POST',
    good: { accessKey: key, secret: secrets.newSecret },
    run: api => api.create('demo'),
  },
  get: { method: 'GET', good: key, run: api => api.get('demo-key') },
  rename: { method: 'PATCH', good: key, run: api => api.update('demo-key', 'demo') },
  deleteGone: {
    method: 'DELETE',
    good: undefined,
    isGoneAfter: true,
    run: api => deleteIfThere(api, 'demo-key'),
  },
  deleteThere: { method: 'DELETE', good: undefined, run: api => deleteIfThere(api, 'demo-key') },
  prove: { method: 'GET', good: key, run: api => proveKey(api, 'demo-key', { waits: [] }) },
  bearer: { method: 'GET', good: key, isBearer: true, run: api => api.get('demo-key') },
  token: { method: 'POST', isTokenRequest: true, good: token, run: api => collect(api.list()) },
  tokenOfCreate: { method: 'POST', isTokenRequest: true, good: token, run: api => api.create('demo') },
} as const satisfies Record<string, FaultyOperation>;

export type OperationName = keyof typeof operations;

export const operationNames = Object.keys(operations) as readonly OperationName[];

/** Sinch's answers to what the fault does not meet. */
export const goodAnswers = { token, key, list: operations.list.good, created: operations.create.good };
