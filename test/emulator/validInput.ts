import { getDotPath, safeParse, strictObject } from 'valibot';
import type { GenericSchema, InferOutput, ObjectEntries, StrictObjectIssue } from 'valibot';

/** Data handed to the emulator that it cannot use. The message is for whoever wrote the data and repeats no value. */
export class InvalidInput extends Error {
  override readonly name = 'InvalidInput';
}

/**
 * @param what the data's name, which opens the message
 * @throws {InvalidInput} naming the first place that does not fit
 */
export function validInput<const TSchema extends GenericSchema>(
  schema: TSchema,
  value: unknown,
  what: string,
): InferOutput<TSchema> {
  const result = safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new InvalidInput([`${what}:`, getDotPath(issue) ?? 'it', issue.message].join(' '));
}

/** JSON that someone wrote; see `validInput`. */
export function parsedJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidInput(`${what}: it is not JSON`);
  }
}

/** An object of these fields and no other, with messages that go with `validInput`. */
export function objectOf<const TEntries extends ObjectEntries>(entries: TEntries) {
  return strictObject(entries, describeIssue);
}

function describeIssue({ expected, received }: StrictObjectIssue): string {
  if (expected === 'Object') return 'must be an object';
  return expected === 'never' ? `must not be there` : received === 'undefined' ? 'is missing' : 'is wrong';
}
