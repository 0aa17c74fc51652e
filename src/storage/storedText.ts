import { type GenericSchema, minLength, pipe, safeParse, string } from 'valibot';

/** A stored text that can't be empty. */
export const filled = pipe(string(), minLength(1));

/** The value in a stored JSON text; undefined where it is no JSON, or not what the schema describes. */
export function parseStored<T>(schema: GenericSchema<unknown, T>, text: string): T | undefined {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return undefined;
  }
  const result = safeParse(schema, content);
  return result.success ? result.output : undefined;
}
