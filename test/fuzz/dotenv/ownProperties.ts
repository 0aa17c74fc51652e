import assert from 'node:assert/strict';
import { editVariables, type EditOptions, type EditSuccess } from '../../../src/dotenv/edit';
import { readers, shellReaders } from '../../../src/dotenv/readers/all';
import { scan } from '../../../src/dotenv/scan';
import { writeValue } from '../../../src/dotenv/writeValue';

/**
 * Edits `text` and checks all that holds for any text and values, whatever reads them. `undefined` if the edit is
 * refused: a value that can't be written, a line that does more than set its variable, or a text in which no program
 * would read the value.
 */
export async function checkedEdit(
  text: string,
  values: ReadonlyMap<string, string>,
  settings: Partial<EditOptions> = {},
): Promise<EditSuccess | undefined> {
  const options = { readers: settings.shell ? shellReaders : readers, ...settings };
  const pieces = scan(text);
  assert.equal(pieces.map(piece => piece.text).join(''), text, 'pieces join to the text');
  const result = await editVariables(text, values, options);
  const unwritable = [...values].find(([, value]) => !writeValue(value).ok);
  if (!result.ok) {
    const mayBe = ['shellCode', 'scriptEnd', 'continued', unwritable ? 'unwritable' : 'unverified'];
    assert.ok(mayBe.includes(result.reason), result.reason);
    return undefined;
  }
  assert.equal(unwritable, undefined);
  checkEdits(text, result);
  checkReading(result);
  checkLines(text, values, result);
  const again = await editVariables(result.text, values, options);
  assert.deepEqual(again.ok && again.edits, [], 'a second edit changes nothing');
  return result;
}

/** What stands outside the edits is what stood there, and the edits are in order and apart. */
function checkEdits(text: string, { edits, text: result }: EditSuccess): void {
  let from = 0;
  let at = 0;
  edits.forEach(({ start, end, newText }, index) => {
    assert.ok(index === 0 ? start >= 0 : start > from, 'edits are in order and apart');
    assert.ok(end >= start && end <= text.length);
    assert.notEqual(text.slice(start, end), newText, 'an edit changes something');
    const kept = text.slice(from, start);
    assert.equal(result.slice(at, at + kept.length), kept);
    at += kept.length;
    assert.equal(result.slice(at, at + newText.length), newText);
    at += newText.length;
    from = end;
  });
  assert.equal(result.slice(at), text.slice(from));
}

function checkReading(result: EditSuccess): void {
  const lines = scan(result.text);
  for (const { name, line } of result.variables) {
    const piece = lines.find(candidate => candidate.line === line);
    assert.ok(
      piece?.kind === 'assignment' && piece.key === name,
      'the line told is the line of the variable',
    );
  }
}

/** No new style of line break; for each name at most one line changed or put in. */
function checkLines(text: string, values: ReadonlyMap<string, string>, result: EditSuccess): void {
  const before = breaksIn(text);
  const after = breaksIn(result.text);
  for (const style of after)
    assert.ok(before.has(style) || (before.size === 0 && style === '\n'), 'line breaks');

  const old = linesOf(text);
  const now = linesOf(result.text);
  const touched = now.length - commonLines(old, now);
  assert.ok(touched <= values.size, `${touched} lines touched for ${values.size} names`);
  assert.ok(now.length >= old.length, 'no line is lost');
}

function breaksIn(text: string): ReadonlySet<string> {
  return new Set(text.match(/\r\n|\r|\n/g));
}

/** The logical lines, without the mark of the text and their line breaks. */
function linesOf(text: string): readonly string[] {
  return scan(text).map(piece => piece.text.slice(piece.bom).replace(/[\r\n]+$/, ''));
}

/** How many lines two texts have in common, in order. */
function commonLines(a: readonly string[], b: readonly string[]): number {
  let above: number[] = new Array<number>(b.length + 1).fill(0);
  for (const line of a) {
    const row = [0];
    b.forEach((other, index) => {
      row.push(line === other ? (above[index] ?? 0) + 1 : Math.max(above[index + 1] ?? 0, row[index] ?? 0));
    });
    above = row;
  }
  return above.at(-1) ?? 0;
}
