import {
  array,
  type BaseIssue,
  date,
  fallback,
  finite,
  type GenericSchema,
  getDotPath,
  type InferOutput,
  minValue,
  nonEmpty,
  nullish,
  number,
  object,
  pipe,
  regex,
  safeParse,
  string,
  transform,
  unknown,
} from 'valibot';
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

const text = pipe(string(), nonEmpty());

/** RFC 3339. */
const time = pipe(
  string(),
  regex(/^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/),
  transform(written => new Date(written)),
  date(),
);

const accessKey = object({
  accessKeyId: text,
  displayName: nullish(string()),
  projectId: nullish(string()),
  createTime: nullish(time),
  updateTime: nullish(time),
});

/** A list leaves out what is empty. */
const page = object({
  accessKeys: nullish(array(accessKey)),
  nextPageToken: nullish(string()),
});

/** The secret comes once: nothing that can be done without may stand in its way. */
const created = object({
  accessKey: object({
    accessKeyId: text,
    displayName: fallback(nullish(string()), undefined),
    projectId: fallback(nullish(string()), undefined),
    createTime: fallback(nullish(time), undefined),
    updateTime: fallback(nullish(time), undefined),
  }),
  secret: text,
});

const issued = object({
  /** Sent on in a header, so it must be fit for one. */
  access_token: pipe(string(), regex(/^[\x21-\x7e]+$/)),
  /** Seconds; a number written as text is one too. */
  expires_in: nullish(pipe(unknown(), transform(asNumber), number(), finite(), minValue(0))),
  token_type: nullish(pipe(string(), regex(/^bearer$/i))),
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
  if (answer.body?.trim() !== '') read('DeleteAccessKey', answer, object({}));
}

export function readToken(answer: HttpAnswer): IssuedToken {
  const { access_token: token, expires_in: seconds } = read('FetchToken', answer, issued);
  return { token, lifetime: typeof seconds === 'number' ? seconds * 1000 : undefined };
}

function toAccessKey(key: InferOutput<typeof accessKey>, projectId: string): AccessKey {
  return {
    accessKeyId: key.accessKeyId,
    displayName: orUndefined(key.displayName) ?? key.accessKeyId,
    projectId: orUndefined(key.projectId) ?? projectId,
    ...(key.createTime ? { createTime: key.createTime } : {}),
    ...(key.updateTime ? { updateTime: key.updateTime } : {}),
  };
}

function asNumber(value: unknown): unknown {
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
}

function orUndefined(value: string | null | undefined): string | undefined {
  return value === null || value === '' ? undefined : value;
}

function read<const S extends GenericSchema>(
  operation: Operation,
  answer: HttpAnswer,
  schema: S,
): InferOutput<S> {
  const { status, body } = answer;
  if (body === undefined) throw new UnexpectedAnswerError(operation, status, 'body: too large');

  let content: unknown;
  try {
    content = JSON.parse(body);
  } catch {
    // The parser's error quotes the body.
    throw new UnexpectedAnswerError(operation, status, body.trim() === '' ? 'body: empty' : 'body: not JSON');
  }
  const result = safeParse(schema, content);
  if (result.success) return result.output;

  throw new UnexpectedAnswerError(operation, status, describe(result.issues[0]));
}

/** Field path and kind. The issue's own message quotes the value, which may be a secret. */
function describe(issue: BaseIssue<unknown>): string {
  const path = getDotPath(issue) ?? 'body';
  if (issue.input === undefined) return `${path}: missing`;

  return `${path}: ${issue.kind === 'schema' ? 'expected' : 'invalid'} ${issue.type}`;
}
