import { validateHeaderName, validateHeaderValue } from 'node:http';
import * as v from 'valibot';
import type { EmulatedOperation, Fault } from './contract';
import { objectOf, validInput } from './validInput';

const operations = [
  'FetchToken',
  'ListAccessKeys',
  'CreateAccessKey',
  'GetAccessKey',
  'UpdateAccessKey',
  'DeleteAccessKey',
] as const satisfies readonly EmulatedOperation[];
const kinds = ['answer', 'drop', 'dropAfter', 'hang', 'none'] as const satisfies readonly Fault['kind'][];

const fault = objectOf({
  operation: v.picklist(operations, `must be one of ${operations.join(', ')}`),
  kind: v.picklist(kinds, `must be one of ${kinds.join(', ')}`),
  times: v.exactOptional(wholeNumber(1, Number.MAX_SAFE_INTEGER)),
  delay: v.exactOptional(wholeNumber(0, 2 ** 31 - 1)),
  status: v.exactOptional(wholeNumber(200, 599)),
  headers: v.exactOptional(
    v.pipe(
      v.record(v.string(), v.string('must be text'), 'must be an object'),
      v.check(headers => Object.entries(headers).every(isHeader), 'must hold valid header names and values'),
    ),
  ),
  body: v.exactOptional(v.unknown()),
});

/**
 * @param what the fault's name in messages
 * @throws {InvalidInput}
 */
export function validFault(value: unknown, what: string): Fault {
  return validInput(fault, value, what);
}

function wholeNumber(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}`;
  return v.pipe(v.number(message), v.integer(message), v.minValue(min, message), v.maxValue(max, message));
}

function isHeader([name, value]: [string, string]): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
}
