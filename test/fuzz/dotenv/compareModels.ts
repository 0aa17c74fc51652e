import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Reading } from '../../../src/dotenv/readers/reader';
import type { ModelTally } from './modelTally';
import { allOracles } from './oracles/all';
import type { EnvFile, Oracle } from './oracles/oracle';

/**
 * The programs this machine has. They run without an environment; those to which a text may hold commands, without a
 * PATH too.
 *
 * @param folder Absolute path of a folder for their files.
 * @param install Whether to install those that the npm registry has.
 */
export async function findOracles(folder: string, install: boolean): Promise<readonly Oracle[]> {
  const empty = path.join(folder, 'empty');
  await mkdir(empty);
  const cache = path.join(import.meta.dirname, '..', '..', '..', '.vscode-test');
  const found = await Promise.all(allOracles.map(find => find({ folder, empty, cache, install })));
  return found.flat();
}

/**
 * Has each program read the texts, written to a folder `files` that is made for it and removed, and adds to `tally`
 * whether its model finds the same.
 *
 * @param texts Any: halves of characters and NULs, which a file can't give back, are replaced.
 */
export async function compareModels(
  texts: readonly string[],
  files: string,
  oracles: readonly Oracle[],
  tally: ModelTally,
): Promise<void> {
  const written = await Promise.all(texts.map((text, index) => write(text, path.join(files, String(index)))));
  await Promise.all(
    oracles.map(async oracle => {
      const given = written.slice(0, Math.ceil(written.length * oracle.share));
      await compareOne(given, oracle, tally);
    }),
  );
  await rm(files, { recursive: true });
}

/** Writes a text to a `.env` of its own in `folder`. */
export async function write(text: string, folder: string): Promise<EnvFile> {
  const file = { path: path.join(folder, '.env'), text: text.replaceAll('\0', ' ').toWellFormed() };
  await mkdir(folder, { recursive: true });
  await writeFile(file.path, file.text);
  return file;
}

async function compareOne(files: readonly EnvFile[], oracle: Oracle, tally: ModelTally): Promise<void> {
  const toRead: { readonly file: EnvFile; readonly model: Reading }[] = [];
  for (const file of files) {
    const model = oracle.model.read(file.text);
    if (model.kind === 'runsCode') tally.addRunsCode(oracle);
    else toRead.push({ file, model });
  }
  if (toRead.length === 0) return;
  const readings = await oracle.read(toRead.map(({ file }) => file));
  if (readings.length !== toRead.length)
    throw new Error(`${oracle.name} read ${readings.length} of ${toRead.length} files.`);
  toRead.forEach(({ file, model }, index) => {
    const program = readings[index];
    if (program) tally.add(oracle, file.text, model, program);
  });
}
