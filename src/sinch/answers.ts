import * as v from 'valibot';
import { UnexpectedAnswerError, type Operation } from './errors';
import type { HttpAnswer } from './transport';
import type { AccessKey, CreatedAccessKey } from './types';

/** One page of keys, and the token of the one that follows; undefined at the end. */
export interface AccessKeyPage {
  readonly accessKeys: readonly AccessKey[];
  readonly nextPageToken: string | undefined;
}

/** A token as the token endpoint hands it out. */
export interface IssuedToken {
  readonly token: string;
  /** Milliseconds from its issue to its end, as the endpoint says; undefined where it doesn't. */
  readonly lifetime: number | undefined;
}

const text = v.pipe(v.string(), v.nonEmpty());

/** RFC 3339. */
const time = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/),
  v.transform(written => new Date(written)),
  v.date(),
);

const accessKey = v.object({
  accessKeyId: text,
  displayName: v.nullish(v.string()),
  projectId: v.nullish(v.string()),
  createTime: v.nullish(time),
  updateTime: v.nullish(time),
});

/** A list leaves out what is empty. */
const page = v.object({
  accessKeys: v.nullish(v.array(accessKey)),
  nextPageToken: v.nullish(v.string()),
});

/** The secret comes once: nothing that can be done without may stand in its way. */
const created = v.object({
  accessKey: v.object({
    accessKeyId: text,
    displayName: v.fallback(v.nullish(v.string()), undefined),
    projectId: v.fallback(v.nullish(v.string()), undefined),
    createTime: v.fallback(v.nullish(time), undefined),
    updateTime: v.fallback(v.nullish(time), undefined),
  }),
  secret: text,
});

const issued = v.object({
  /** Sent on in a header, so it must be fit for one. */
  access_token: v.pipe(v.string(), v.regex(/^[\x21-\x7e]+$/)),
  expires_in: v.nullish(v.pipe(v.number(), v.finite(), v.minValue(0))),
  token_type: v.nullish(v.pipe(v.string(), v.regex(/^bearer$/i))),
});

/** Each function below throws an {@link UnexpectedAnswerError} for anything that is not the answer the API describes. */
export function readPage(answer: HttpAnswer, projectId: string): AccessKeyPage {
  const { accessKeys, nextPageToken } = read('ListAccessKeys', answer, page);
  return {
    accessKeys: (accessKeys ?? []).map(key => toAccessKey(key, projectId)),
    nextPageToken: orUndefined(nextPageToken),
  };
}

export function readAccessKey(
  operation: 'GetAccessKey' | 'UpdateAccessKey',
  answer: HttpAnswer,
  projectId: string,
): AccessKey {
  return toAccessKey(read(operation, answer, accessKey), projectId);
}

export function readCreated(answer: HttpAnswer, projectId: string, displayName: string): CreatedAccessKey {
  const { accessKey: key, secret } = read('CreateAccessKey', answer, created);
  return {
    accessKey: toAccessKey({ ...key, displayName: orUndefined(key.displayName) ?? displayName }, projectId),
    secret,
  };
}

/** A deletion is answered by nothing, or by an object with nothing of interest in it. */
export function readDeleted(answer: HttpAnswer): void {
  if (answer.body?.trim() !== '') {
    read('DeleteAccessKey', answer, v.object({}));
  }
}

export function readToken(answer: HttpAnswer): IssuedToken {
  const { access_token: token, expires_in: seconds } = read('FetchToken', answer, issued);
  return { token, lifetime: typeof seconds === 'number' ? seconds * 1000 : undefined };
}

function toAccessKey(key: v.InferOutput<typeof accessKey>, projectId: string): AccessKey {
  return {
    accessKeyId: key.accessKeyId,
    displayName: orUndefined(key.displayName) ?? key.accessKeyId,
    projectId: orUndefined(key.projectId) ?? projectId,
    ...(key.createTime ? { createTime: key.createTime } : {}),
    ...(key.updateTime ? { updateTime: key.updateTime } : {}),
  };
}

function orUndefined(value: string | null | undefined): string | undefined {
  return value === null || value === '' ? undefined : value;
}

function read<const S extends v.GenericSchema>(
  operation: Operation,
  answer: HttpAnswer,
  schema: S,
): v.InferOutput<S> {
  const { status, body } = answer;
  if (body === undefined) {
    throw new UnexpectedAnswerError(operation, status, 'body: too large');
  }
  let content: unknown;
  try {
    content = JSON.parse(body);
  } catch {
    // The parser's error quotes the body.
    throw new UnexpectedAnswerError(operation, status, body.trim() === '' ? 'body: empty' : 'body: not JSON');
  }
  const result = v.safeParse(schema, content);
  if (result.success) {
    return result.output;
  }
  throw new UnexpectedAnswerError(operation, status, describe(result.issues[0]));
}

/** Field path and kind. The issue's own message quotes the value, which may be a secret. */
function describe(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue) ?? 'body';
  if (issue.input === undefined) {
    return `${path}: missing`;
  }
  return `${path}: ${issue.kind === 'schema' ? 'expected' : 'invalid'} ${issue.type}`;
}
