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
  tooManyByFar: ['ApiError', 'Sinch received too many requests (429). Try again in 60 minutes.'],
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

/** Every operation ends in the same way, but for these. Both operations that need a token end as `token` says. */
function row(end: End, others: Partial<Omit<Row, 'tokenOfCreate'>> = {}): Row {
  const all = { list: end, create: end, get: end, rename: end, deleteGone: end, deleteThere: end };
  const { token = end } = others;
  return { ...all, prove: end, bearer: end, ...others, token, tokenOfCreate: token };
}

/** An answer that may hide a deletion: Sinch is asked for the key, and its own word counts. */
function doubtful(end: End): Row {
  return row(end, { deleteGone: 'works' });
}

/** Sinch's own refusal of a name. */
function refusedName(end: End, create: End, rename = create): Row {
  return row(end, { create, rename, token: 'signIn' });
}

/** A refusal of the key that is signed in with, which may be too new to be known. */
function refusedKey(end: End, bearer = end): Row {
  return row(end, { prove: 'unproved', bearer, token: 'pair' });
}

const notFound = {
  deleteGone: 'works',
  deleteThere: 'broken',
  prove: 'unproved',
  token: 'signIn',
} as const;

const deletion = { deleteGone: 'works', deleteThere: 'works' } as const;

/** What each kind of fault comes to, by what was asked for. */
export const rows = {
  works: row('works'),
  /** Accepted, a part, or passed on: what is read is there, and whether the key is deleted isn't said. */
  worksSomehow: row('works', { deleteThere: 'broken' }),
  proxy: row('proxy'),
  proxyTrouble: doubtful('proxy'),
  proxyPage: doubtful('proxyPage'),
  trouble: doubtful('trouble'),
  lost: doubtful('lost'),
  /** The end of the answer is lost, and what the answer says is not: a secret is kept. */
  cut: { ...doubtful('lost'), create: 'works' },
  late: doubtful('late'),
  lateEnd: { ...doubtful('late'), create: 'works' },
  tooMany: row('tooMany'),
  tooManyByFar: row('tooManyByFar'),
  /** A page in the place of a 404 says nothing about the key, and the key itself is asked for. */
  proxyNotFound: row('proxy', { deleteGone: 'works', deleteThere: 'broken' }),
  broken: doubtful('broken'),
  /** Nothing: the answer to a deletion. */
  nothing: row('broken', deletion),
  /** An empty object: nothing, or a list without keys. */
  emptyObject: row('broken', { ...deletion, list: 'works' }),
  emptyList: row('broken', { deleteGone: 'works', list: 'works' }),
  withoutId: row('broken', { ...deletion, list: 'works', create: 'works' }),
  createOnly: row('broken', { deleteGone: 'works', create: 'works' }),
  invalid: refusedName('invalid', 'invalidName'),
  invalidPair: row('invalid', { create: 'invalidName', rename: 'invalidName', token: 'pair' }),
  full: refusedName('invalid', 'full', 'invalidName'),
  denied: refusedKey('denied'),
  wrongProject: refusedKey('wrongProject'),
  ownNotFound: row('noKey', { ...notFound, list: 'noProject', create: 'noProject' }),
  bareNotFound: row('notFound', notFound),
  conflict: refusedName('other', 'taken'),
  other: row('other', { token: 'signIn' }),
  unauthorized: refusedKey('pair', 'bearer'),
  expired: row('expired', { bearer: 'bearerExpired', token: 'pair' }),
} as const satisfies Record<string, Row>;
