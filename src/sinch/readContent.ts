import { type BaseIssue, type GenericSchema, getDotPath, type InferOutput, safeParse } from 'valibot';
import { UnexpectedAnswerError, type Operation } from './errors';
import { hintOf } from './refusal';
import type { HttpAnswer } from './httpAnswer';

/** What the body of an answer holds, as a schema describes it. @throws UnexpectedAnswerError for anything else */
export function readContent<const S extends GenericSchema>(
  operation: Operation,
  answer: HttpAnswer,
  schema: S,
): InferOutput<S> {
  const result = safeParse(schema, objectIn(operation, answer));
  if (result.success) return result.output;

  throw new UnexpectedAnswerError(operation, answer.status, describe(result.issues[0]));
}

/** The JSON object in the body of an answer. @throws UnexpectedAnswerError for anything else, an array included */
export function objectIn(operation: Operation, answer: HttpAnswer): object {
  const { status, body } = answer;
  const unexpected = (problem: string) =>
    new UnexpectedAnswerError(operation, status, problem, { hint: hintOf(answer) });
  if (body === undefined) throw unexpected('body: too large');

  let content: unknown;
  try {
    content = JSON.parse(body);
  } catch {
    // The parser's error quotes the body.
    throw unexpected(body.trim() === '' ? 'body: empty' : 'body: not JSON');
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    throw unexpected('body: expected object');

  return content;
}

/** Field path and kind. The issue's own message quotes the value, which may be a secret. */
function describe(issue: BaseIssue<unknown>): string {
  const path = getDotPath(issue) ?? 'body';
  if (issue.input === undefined) return `${path}: missing`;

  return `${path}: ${issue.kind === 'schema' ? 'expected' : 'invalid'} ${issue.type}`;
}
