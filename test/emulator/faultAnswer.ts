import { emptyAnswer, jsonAnswer, type Answer } from './answer';
import type { Fault } from './contract';

/** What a fault of kind `answer` sends. */
export function faultAnswer({ status = 500, headers = {}, body }: Fault): Answer {
  if (body === undefined) return emptyAnswer(status, headers);
  return typeof body === 'string' ? { status, headers, body } : jsonAnswer(status, body, headers);
}
