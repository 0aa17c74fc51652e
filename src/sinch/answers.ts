import {
  array,
  check,
  date,
  fallback,
  finite,
  type InferOutput,
  minValue,
  nonEmpty,
  nullish,
  number,
  object,
  optional,
  pipe,
  regex,
  safeParse,
  string,
  transform,
  unknown,
} from 'valibot';
import { canBeSegment } from './endpoint';
import { UnexpectedAnswerError } from './errors';
import { leadingObject } from './leadingObject';
import { objectIn, readContent } from './readContent';
import type { HttpAnswer } from './httpAnswer';
import type { AccessKey, CreatedAccessKey } from './types';

/** One page of keys, and the token of the one that follows; undefined at the end. */
export interface AccessKeyPage {
  readonly accessKeys: readonly AccessKey[];
  /** How many more keys the page holds, which can't be read. */
  readonly unreadable: number;
  readonly nextPageToken: string | undefined;
}

/** A token as the token endpoint hands it out. */
export interface IssuedToken {
  readonly token: string;
  /** Milliseconds from its issue to its end, as the endpoint says; undefined if it doesn't. */
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

/**
 * Without an ID that calls can name it by, a key is none, nor with one that a terminal would act on if it is pasted;
 * what else doesn't fit is left out.
 */
const accessKey = object({
  accessKeyId: pipe(text, regex(/^\P{Cc}*$/u), check(canBeSegment)),
  displayName: fallback(nullish(string()), undefined),
  createTime: fallback(nullish(time), undefined),
  updateTime: fallback(nullish(time), undefined),
});

/** A list leaves out what is empty. */
const page = object({
  accessKeys: nullish(array(unknown())),
  nextPageToken: nullish(string()),
});

const created = object({ accessKey: optional(unknown()), secret: text });

const issued = object({
  /** Sent on in a header, so it must be fit for one. */
  access_token: pipe(string(), regex(/^[\x21-\x7e]+$/)),
  /** Seconds; a number written as text is one too. */
  expires_in: nullish(pipe(unknown(), transform(asNumber), number(), finite(), minValue(0))),
  token_type: nullish(pipe(string(), regex(/^bearer$/i))),
});

/**
 * One page of the list of keys. Only an object without other fields is taken for an empty page: a key that is missing
 * there may be given up.
 * @throws UnexpectedAnswerError for any other answer than the API describes
 */
export function readPage(answer: HttpAnswer, projectId: string): AccessKeyPage {
  const { accessKeys: listed, nextPageToken } = readContent('ListAccessKeys', answer, page);
  const keys = (listed ?? []).flatMap(key => keyIn(key, projectId) ?? []);
  const fields = Object.keys(objectIn('ListAccessKeys', answer));
  if (keys.length === 0 && !fields.every(name => Object.hasOwn(page.entries, name)))
    throw new UnexpectedAnswerError('ListAccessKeys', answer.status, 'body: not a list');

  return {
    accessKeys: keys,
    unreadable: (listed ?? []).length - keys.length,
    nextPageToken: orUndefined(nextPageToken),
  };
}

/**
 * The key in the answer to a question for it, or to its renaming.
 * @param asked the key that was asked for, and the name it was given, if any
 * @throws UnexpectedAnswerError for another key, or any other answer than the API describes
 */
export function readAccessKey(
  operation: 'GetAccessKey' | 'UpdateAccessKey',
  answer: HttpAnswer,
  projectId: string,
  asked: { readonly accessKeyId: string; readonly displayName?: string },
): AccessKey {
  const key = readContent(operation, answer, accessKey);
  if (key.accessKeyId !== asked.accessKeyId)
    throw new UnexpectedAnswerError(operation, answer.status, 'accessKeyId: of another key');

  return toAccessKey(key, projectId, asked.displayName);
}

/**
 * The new key and its secret, which comes once: nothing else in the answer, and nothing behind it, may cost it. The key
 * is undefined if the answer doesn't say which it is.
 */
export function readCreated(answer: HttpAnswer, projectId: string, displayName: string): CreatedAccessKey {
  const { accessKey: key, secret } = readContent('CreateAccessKey', withoutTail(answer), created);
  return { accessKey: keyIn(key, projectId, displayName), secret };
}

/** True for the answer to a create that gives a secret away, whatever its status. */
export function holdsSecret(answer: HttpAnswer): boolean {
  try {
    readContent('CreateAccessKey', withoutTail(answer), created);
    return true;
  } catch {
    return false;
  }
}

/**
 * @throws UnexpectedAnswerError unless the answer is empty or an empty object, with 200 or 204: all else may come from
 *   elsewhere, or say that the key is yet to be deleted
 */
export function readDeleted(answer: HttpAnswer): void {
  if (answer.status !== 200 && answer.status !== 204)
    throw new UnexpectedAnswerError('DeleteAccessKey', answer.status, 'status: expected 200 or 204');
  if (answer.body?.trim() === '') return;
  if (Object.keys(objectIn('DeleteAccessKey', answer)).length > 0)
    throw new UnexpectedAnswerError('DeleteAccessKey', answer.status, 'body: expected nothing');
}

/** The token and its lifetime. @throws UnexpectedAnswerError for any other answer than OAuth 2.0 describes */
export function readToken(answer: HttpAnswer): IssuedToken {
  const { access_token: token, expires_in: seconds } = readContent('FetchToken', answer, issued);
  return { token, lifetime: typeof seconds === 'number' ? seconds * 1000 : undefined };
}

function keyIn(content: unknown, projectId: string, displayName?: string): AccessKey | undefined {
  const result = safeParse(accessKey, content);
  return result.success ? toAccessKey(result.output, projectId, displayName) : undefined;
}

/** A key of the project that was asked for, whatever project the answer names. */
function toAccessKey(
  key: InferOutput<typeof accessKey>,
  projectId: string,
  displayName = key.accessKeyId,
): AccessKey {
  return {
    accessKeyId: key.accessKeyId,
    displayName: orUndefined(key.displayName) ?? displayName,
    projectId,
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

/** The answer without what follows the first object in its body. */
function withoutTail(answer: HttpAnswer): HttpAnswer {
  return { ...answer, body: answer.body && leadingObject(answer.body) };
}
