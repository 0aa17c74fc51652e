import assert from 'node:assert/strict';
import fc from 'fast-check';
import { editAllLines } from '../../../src/dotenv/edit';
import type { EditResult } from '../../../src/dotenv/editResult';
import { withoutPlainLines } from '../../../src/dotenv/plainLines';
import { inSlices } from '../../../src/dotenv/slices';
import { readers } from '../../../src/dotenv/readers/all';
import type { Reader } from '../../../src/dotenv/readers/reader';
import { inWholeText } from '../../../src/dotenv/shortText';
import { isVariable } from '../../../src/dotenv/changedNeighbour';
import { longEnvText } from '../../fuzz/dotenv/longFiles';
import { valuesFor } from '../../fuzz/dotenv/values';
import { values } from './editing';
import { growsLinearly } from './timing';

const names = [...values.keys()];
const edited = new Set(names);

/** How many lines are left out. */
async function leftOut(text: string): Promise<number> {
  const { gaps } = await withoutPlainLines(text, edited, inSlices());
  return gaps.at(-1)?.lines ?? 0;
}

const plain = Array.from({ length: 60 }, (_, index) => `NAME_${index}=value\n`).join('');
/** Sixteen lines stay at the end, three next to them, the first, and three next to that. */
const inPlain = 60 - (15 + 3 + 1 + 3);

describe('withoutPlainLines', () => {
  it('leaves out what is far from the ends and from other lines', async () => {
    assert.equal(await leftOut(plain), inPlain);
    assert.equal(await leftOut(`PORT\n${plain}`), inPlain + 1);
    assert.equal(await leftOut(plain.replaceAll('\n', '\r\n')), inPlain);
    assert.equal(await leftOut(`\uFEFF${plain}`), inPlain);
    assert.equal(await leftOut(plain.replace('NAME_30=value', "NAME_30=it's")), inPlain - 7);
  });

  it('leaves in what is assigned twice, named elsewhere, or edited', async () => {
    assert.equal(await leftOut(`NAME_30=1\n${plain}`), inPlain);
    assert.equal(await leftOut(`URL=\${NAME_30}/x\n${plain}`), inPlain);
    assert.equal(await leftOut(plain.replace('NAME_30', 'SINCH_KEY_ID')), inPlain - 7);
    assert.equal(await leftOut(plain.replace('NAME_30=', '# SINCH_KEY_ID: ')), inPlain - 7);
  });

  it('leaves in what means something to a shell or to make', async () => {
    for (const name of ['HOME', 'IFS', 'SHELL', 'MAKEFLAGS', 'lower'])
      assert.equal(await leftOut(plain.replace('NAME_30', name)), inPlain - 7, name);
  });

  it('leaves in everything where a reference does not say to what', async () => {
    assert.equal(await leftOut(`A=\${!B}\n${plain}`), 0);
    assert.equal(await leftOut(`A=$(x)\n${plain}`), 0);
  });

  it('leaves in values in quotes below a line that may have opened some', async () => {
    const quoted = plain.replaceAll('value', '"a value"');
    assert.equal(await leftOut(quoted), inPlain);
    assert.equal(await leftOut(`A="open\n${quoted}`), 0);
  });

  const texts = fc.sample(longEnvText(names), { numRuns: 300, seed: 7 });

  it('leaves to every program what it finds in the rest', async () => {
    let shortened = 0;
    for (const text of texts) {
      const short = await withoutPlainLines(text, edited, inSlices());
      if (short.gaps.length === 0) continue;
      shortened += 1;
      const out = linesOnlyIn(text, short.text);
      for (const reader of readers) {
        assert.deepEqual(
          found(reader, short.text, out),
          found(reader, text, out),
          `${reader.name}: ${JSON.stringify(text)}`,
        );
      }
    }
    assert.ok(shortened > texts.length / 3, String(shortened));
  });

  it('changes nothing of what an edit comes to', async () => {
    const samples = fc.sample(fc.tuple(longEnvText(names), valuesFor(names)), { numRuns: 50, seed: 8 });
    for (const [text, wanted] of samples) {
      const short = await withoutPlainLines(text, new Set(wanted.keys()), inSlices());
      const whole = await editAllLines(text, wanted, { readers });
      const result = inWholeText(text, short, await editAllLines(short.text, wanted, { readers }));
      assert.deepEqual(withoutGuesses(result, whole), withoutGuesses(whole, whole), JSON.stringify(text));
    }
  }).timeout(120_000);
});

/** What a program finds, without what the lines `out` assign or add to a value of several lines. */
function found(reader: Reader, text: string, out: ReadonlySet<string>): unknown {
  const reading = reader.read(text);
  if (reading.kind !== 'variables') return reading.kind;
  const gone = new Set([...out].flatMap(line => /^(?:# ?)?(?:export )?(\w+)=/.exec(line)?.[1] ?? []));
  return [...reading.variables]
    .filter(([name]) => isVariable(name) && !gone.has(name))
    .map(
      ([name, value]) =>
        [name, linesOf(value).filter((line, index) => index === 0 || !out.has(line))] as const,
    )
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function linesOnlyIn(text: string, short: string): ReadonlySet<string> {
  const out = new Set(['', ...linesOf(text)]);
  for (const line of linesOf(short)) if (line !== '') out.delete(line);
  return out;
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r?\n/);
}

/** In a long text, fewer lines are tried for being the one that causes a misread. */
function withoutGuesses(result: EditResult, whole: EditResult): unknown {
  if (!result.ok || !whole.ok) return result;
  const misreads = result.misreads.map((misread, index) => ({
    ...misread,
    line: whole.misreads[index]?.line && misread.line,
  }));
  return { ...result, misreads };
}

describe('inWholeText', () => {
  it('counts the lines of a name once, however many there are', () => {
    growsLinearly(4000, size => {
      const duplicates = Array.from({ length: size }, (_, line) => line);
      const text = 'A=1\n'.repeat(size);
      const gaps = duplicates.map(line => ({ at: line * 4, characters: line + 1, lines: line + 1 }));
      const variable = { name: 'A', found: 'unchanged', placeholder: false, overwrites: false } as const;
      const variables = [{ ...variable, previous: '1', duplicates, line: size - 1, inBranch: undefined }];
      const result: EditResult = { ok: true, edits: [], text, variables, misreads: [] };
      const whole = inWholeText(text, { text, gaps }, result);
      assert.deepEqual(
        whole.ok && whole.variables[0]?.duplicates,
        duplicates.map(line => line * 2 + 1),
      );
    });
  });
});
