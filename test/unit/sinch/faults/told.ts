import type { OperationName } from './operations';

/** How a call may end: by the name of its error, `works` for none, and the sentence a person reads. `#`: the status. */
export const ends = {
  works: ['works', ''],
  proxy: ['ApiError', 'A proxy or network sign-in answered instead of Sinch (HTTP #). Check your network'],
  proxyPage: [
    'UnexpectedAnswerError',
    'A proxy or network sign-in answered instead of Sinch (HTTP #). Check',
  ],
  broken: ['UnexpectedAnswerError', 'Sinch’s answer (HTTP #) is not what we expected: '],
  lost: [
    'UnreachableError',
    'The connection to 127.0.0.1:* was lost before the answer was complete. Try again.',
  ],
  late: ['UnreachableError', '127.0.0.1:* didn’t answer in time. Try again.'],
  trouble: ['ApiError', 'Sinch has a problem (#). Try again later.'],
  tooMany: ['ApiError', 'Sinch received too many requests (429). Wait a moment, then try again.'],
  invalid: ['ApiError', 'Sinch rejected the request as invalid (400). Check the project ID.'],
  invalidName: [
    'ApiError',
    'Sinch rejected the request as invalid (400). Check the project ID and the name.',
  ],
  full: ['ApiError', 'The project already has 10 access keys, the maximum. Delete one first.'],
  denied: ['ApiError', 'Sinch denied access (403). If the key belongs to another project, correct'],
  wrongProject: [
    'ApiError',
    'This key has no access to the project (403). Check the project ID, or sign in with another',
  ],
  noProject: ['ApiError', 'Sinch can’t find this project (404). Check the project ID.'],
  noKey: ['ApiError', 'The key no longer exists. It was deleted elsewhere.'],
  notFound: [
    'ApiError',
    'Not found (404), and Sinch didn’t say what. Check the project ID and the API address.',
  ],
  taken: ['ApiError', 'The project already has a key with this name. Choose another name.'],
  other: ['ApiError', 'Sinch answered with HTTP #'],
  signIn: ['ApiError', 'Sinch’s sign-in answered with HTTP #'],
  pair: [
    'CredentialError',
    'Sinch rejected the key ID or secret (#). Check both, or sign in with another key.',
  ],
  expired: [
    'CredentialError',
    'The token Sinch just issued for this key has expired (401). Try again in a minute.',
  ],
  bearer: ['CredentialError', 'Sinch rejected the bearer token (401). Paste another, or sign in with a key.'],
  bearerExpired: ['CredentialError', 'The bearer token has expired. Sign in again.'],
  // The rotation that proves a key has the words for it.
  unproved: ['UnprovedKeyError', ''],
} as const satisfies Record<string, readonly [error: string, sentence: string]>;

export type End = keyof typeof ends;

export type Row = Readonly<Record<OperationName, End>>;

function row(
  [list, create, get, rename]: readonly [End, End, End, End],
  [deleteGone, deleteThere]: readonly [End, End],
  prove: End,
  bearer: End,
  token: End,
): Row {
  return { list, create, get, rename, deleteGone, deleteThere, prove, bearer, token, tokenOfCreate: token };
}

/** An answer that may hide a deletion: Sinch is asked for the key, and its own word counts. */
function doubtful(end: End): Row {
  return row([end, end, end, end], ['works', end], end, end, end);
}

/** A refusal that is none of Sinch's or its host's own, and is told as one and the same whatever was asked. */
function plain(end: End): Row {
  return row([end, end, end, end], [end, end], end, end, end);
}

const refused = (api: End, name: End, token: End): Row =>
  row([api, name, api, name], [api, api], api, api, token);

/** What each kind of fault comes to, by what was asked for. */
export const rows = {
  works: plain('works'),
  proxy: plain('proxy'),
  proxyTrouble: doubtful('proxy'),
  proxyPage: doubtful('proxyPage'),
  trouble: doubtful('trouble'),
  lost: doubtful('lost'),
  late: doubtful('late'),
  tooMany: plain('tooMany'),
  /** A page in the place of a 404 says nothing about the key, and the key itself is asked for. */
  proxyNotFound: row(['proxy', 'proxy', 'proxy', 'proxy'], ['works', 'broken'], 'proxy', 'proxy', 'proxy'),
  broken: doubtful('broken'),
  /** An object that may answer a deletion, and nothing else. */
  deletionOnly: row(
    ['broken', 'broken', 'broken', 'broken'],
    ['works', 'works'],
    'broken',
    'broken',
    'broken',
  ),
  emptyList: row(['works', 'broken', 'broken', 'broken'], ['works', 'works'], 'broken', 'broken', 'broken'),
  withoutId: row(['works', 'works', 'broken', 'broken'], ['works', 'works'], 'broken', 'broken', 'broken'),
  createOnly: row(['broken', 'works', 'broken', 'broken'], ['works', 'works'], 'broken', 'broken', 'broken'),
  invalid: refused('invalid', 'invalidName', 'signIn'),
  invalidPair: refused('invalid', 'invalidName', 'pair'),
  full: row(
    ['invalid', 'full', 'invalid', 'invalidName'],
    ['invalid', 'invalid'],
    'invalid',
    'invalid',
    'signIn',
  ),
  denied: row(['denied', 'denied', 'denied', 'denied'], ['denied', 'denied'], 'unproved', 'denied', 'pair'),
  wrongProject: row(
    ['wrongProject', 'wrongProject', 'wrongProject', 'wrongProject'],
    ['wrongProject', 'wrongProject'],
    'unproved',
    'wrongProject',
    'pair',
  ),
  ownNotFound: row(
    ['noProject', 'noProject', 'noKey', 'noKey'],
    ['works', 'broken'],
    'unproved',
    'noKey',
    'signIn',
  ),
  bareNotFound: row(
    ['notFound', 'notFound', 'notFound', 'notFound'],
    ['works', 'broken'],
    'unproved',
    'notFound',
    'signIn',
  ),
  conflict: refused('other', 'taken', 'signIn'),
  other: refused('other', 'other', 'signIn'),
  unauthorized: row(['pair', 'pair', 'pair', 'pair'], ['pair', 'pair'], 'unproved', 'bearer', 'pair'),
  expired: row(
    ['expired', 'expired', 'expired', 'expired'],
    ['expired', 'expired'],
    'expired',
    'bearerExpired',
    'pair',
  ),
} as const satisfies Record<string, Row>;
