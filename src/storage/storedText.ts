import { custom, type GenericSchema, safeParse } from 'valibot';

/** A stored text that can't be empty. */
export const filled = custom<string>(value => typeof value === 'string' && value !== '');

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
