import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';

/**
 * The files below `folder` that hold one of `needles` as it is, whatever kind of file it is: databases are searched
 * as bytes too, in UTF-8 and in UTF-16, as browsers keep text.
 * @returns `PATH: NEEDLE` for each, paths relative to `folder`.
 */
export async function filesHolding(folder: string, needles: readonly string[]): Promise<string[]> {
  const forms = needles.flatMap(needle =>
    (['utf8', 'utf16le'] as const).map(encoding => ({ needle, bytes: Buffer.from(needle, encoding) })),
  );
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const content = await readFile(file).catch(unlessGone);
    for (const { needle, bytes } of forms)
      if (content.includes(bytes)) found.push(`${path.relative(folder, file)}: ${needle}`);
  }
  return [...new Set(found)].sort();
}

/** Programs that are running take files away while we look. */
function unlessGone(error: unknown): Buffer {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.alloc(0);
  throw error;
}
