import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { EditSuccess } from '../../../src/dotenv/edit';
import { isVariable } from '../../../src/dotenv/changedNeighbour';
import { readVariables } from '../../../src/dotenv/readValue';
import { acceptedBy, type Reading } from '../../../src/dotenv/readers/reader';
import { write } from './compareModels';
import type { Oracle } from './oracles/oracle';
import { isOfNotation } from '../../../src/dotenv/misread';
import type { Edited, Tally, Verdict } from './tally';

/** Has programs read the texts before and after edits, in a folder `files` that is made for it and removed. */
export async function compareEdits(
  edits: readonly Edited[],
  files: string,
  oracles: readonly Oracle[],
  tally: Tally,
): Promise<void> {
  const pairs = await Promise.all(
    edits.map(async ({ before, result }, index) => [
      await write(savedText(before), path.join(files, `${index}-before`)),
      await write(savedText(result.text), path.join(files, `${index}-after`)),
    ]),
  );
  await Promise.all(
    oracles.map(async oracle => {
      const given = edits.slice(0, Math.ceil(edits.length * oracle.share)).map((edit, index) => ({
        edit,
        texts: pairs[index] ?? [],
      }));
      const runs = given.filter(({ texts }) =>
        texts.every(({ text }) => oracle.model.read(text).kind !== 'runsCode'),
      );
      for (const { edit } of given.filter(each => !runs.includes(each)))
        tally.add(oracle, edit, { kind: 'told', what: 'runs code' });
      const readings = runs.length > 0 ? await oracle.read(runs.flatMap(({ texts }) => texts)) : [];
      runs.forEach(({ edit }, index) => {
        tally.add(oracle, edit, verdictOf(oracle, edit, readings[2 * index], readings[2 * index + 1]));
      });
    }),
  );
  await rm(files, { recursive: true, force: true });
}

/** As VS Code saves it: it knows no carriage return without a line feed. */
function savedText(text: string): string {
  return text.replace(/\r(?!\n)/g, '\n');
}

function verdictOf(
  oracle: Oracle,
  edit: Edited,
  old: Reading | undefined,
  now: Reading | undefined,
): Verdict {
  if (!old || !now) throw new Error(`${oracle.name} read too few files.`);
  if (old.kind !== 'variables') return { kind: 'told', what: 'refuses the old text' };
  const found = [old, now].some(reading => reading.kind === 'variables' && reading.variables.size > 0);
  if (!found && readVariables(edit.before).size > 0)
    return { kind: 'told', what: 'finds nothing in either text' };
  const { name: model } = oracle.model;
  const isNamed = edit.result.misreads
    .filter(misread => !isOfNotation(misread))
    .some(({ reader }) => model === reader || model.startsWith(`${reader} `));
  if (isNamed) return { kind: 'told', what: 'named as misreading' };
  if (now.kind !== 'variables') return { kind: 'fails', what: 'refuses the edited text' };
  let isUnread = false;
  for (const [name, value] of edit.values) {
    const found = now.variables.get(name);
    if (found === undefined && endsEarly(edit, old.variables)) isUnread = true;
    else if (found !== value && !isNotation(oracle, edit, { name, value }, old.variables, found))
      return { kind: 'fails', what: `${name} reads ${JSON.stringify(found)}` };
  }
  const changed = changedNeighbour(oracle, edit, old.variables, now.variables);
  if (changed !== undefined) return { kind: 'fails', what: changed };
  return isUnread
    ? { kind: 'told', what: 'does not read the last variables of the old text either' }
    : { kind: 'agrees', what: '' };
}

/** Whether the program doesn't find the last of the variables that the edit is not about. */
function endsEarly({ before, values }: Edited, old: ReadonlyMap<string, string>): boolean {
  const others = [...readVariables(before).keys()].filter(name => !values.has(name) && isVariable(name));
  const last = others.at(-1);
  return last !== undefined && !old.has(last);
}

/**
 * Whether the program reads any line in that notation so, its neighbours included. Only a value that was there keeps a
 * notation that the program would read well without spaces.
 */
function isNotation(
  { model }: Oracle,
  { result }: Edited,
  { name, value }: { readonly name: string; readonly value: string },
  old: ReadonlyMap<string, string>,
  found: string | undefined,
): boolean {
  const variable = result.variables.find(each => each.name === name);
  const line = linesOf(savedText(result.text))[variable?.line ?? 0] ?? '';
  if (acceptedBy(model, line)?.get(name) !== found) return false;
  if (variable?.placeholder && acceptedBy(model, withoutSpaces(line))?.get(name) === value) return false;
  // A line that is not read at all is news if others are.
  return found !== undefined || old.has(name) || ![...old.keys()].some(isVariable) || !isNew(result, name);
}

/** The lines of a text, each with its line break. */
function linesOf(text: string): readonly string[] {
  return text.split(/(?<=\r\n|\r(?!\n)|\n)/);
}

function withoutSpaces(line: string): string {
  return line.replace(/^(\uFEFF?)\s*(export\s)?\s*(\w+)\s*=[^\S\r\n]*/, '$1$2$3=').replace(/\s+#/, ' #');
}

function isNew({ variables }: EditSuccess, name: string): boolean {
  return variables.some(each => each.name === name && /inserted|appended/.test(each.found));
}

/** Shells keep the carriage return of a line; the last line has one once another follows it. */
function withoutReturn(value: string | undefined): string | undefined {
  return value?.replace(/\r$/, '');
}

function changedNeighbour(
  { model }: Oracle,
  { before, values }: Edited,
  old: ReadonlyMap<string, string>,
  now: ReadonlyMap<string, string>,
): string | undefined {
  const used = [...values.keys()].filter(name => new RegExp(`\\$\\{?${name}\\b`).test(before));
  /** What a variable is apart from the edited ones it is built with. */
  const rest = (name: string, from: ReadonlyMap<string, string>): string | undefined =>
    used.reduce(
      (text, each) => text?.replaceAll(from.get(each)?.replace(/^$/, '\0') ?? '\0', ''),
      withoutReturn(from.get(name)),
    );
  const own = readVariables(before);
  const lines = linesOf(savedText(before).replace(/^\uFEFF/, ''));
  const foundBelow = (at: number, end: string, name: string): string | undefined =>
    acceptedBy(model, lines.slice(at).join('') + end)?.get(name);
  /**
   * What was hidden may come to light: as others read it, or as the program reads it, ended or not, without what comes
   * before, be it only a byte order mark. One that uses others, which may be above, may read anything.
   */
  const comesToLight = (name: string): boolean =>
    !old.has(name) &&
    (now.get(name) === own.get(name) ||
      own.get(name)?.includes('$') === true ||
      lines.some((_, at) => ['', '\n', '\r\n'].some(end => foundBelow(at, end, name) === now.get(name))));
  for (const name of new Set([...old.keys(), ...now.keys()])) {
    const isSame = values.has(name) || !isVariable(name) || rest(name, old) === rest(name, now);
    if (!isSame && !comesToLight(name))
      return `${name} read ${JSON.stringify(old.get(name))} and reads ${JSON.stringify(now.get(name))}`;
  }
  return undefined;
}
