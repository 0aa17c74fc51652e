import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { compare, type Edited } from '../../fuzz/dotenv/agreement';
import { commonOracles } from '../../fuzz/dotenv/childOracles';
import { compareInChildren } from '../../fuzz/dotenv/compareInChildren';
import { envText } from '../../fuzz/dotenv/files';
import { localOracles } from '../../fuzz/dotenv/localOracles';
import { checkedEdit } from '../../fuzz/dotenv/ownProperties';
import { Tally } from '../../fuzz/dotenv/tally';
import { anyText, valuesFor } from '../../fuzz/dotenv/values';

const names = ['SINCH_PROJECT_ID', 'SINCH_KEY_ID', 'SINCH_KEY_SECRET'];

describe('editVariables, for any text and any values', function () {
  this.timeout(60_000);

  it('keeps what it promises whoever reads the file', () => {
    const texts = fc.oneof(
      { arbitrary: envText(names, false), weight: 4 },
      { arbitrary: anyText, weight: 1 },
    );
    const property = fc.property(texts, valuesFor(names), (text, values) => void checkedEdit(text, values));
    fc.assert(property, { numRuns: 3000 });
  });

  it('keeps it in shell scripts too, and leaves their code alone', () => {
    const code = [
      ...['if true; then', 'fi', 'dotenv', 'SINCH_KEY_ID', 'export A="b" C="d"'],
      ...['export SINCH_KEY_ID=a DATABASE_URL=b', 'SINCH_KEY_SECRET=a; export SINCH_KEY_SECRET'],
    ];
    const settings = [
      ...['  export SINCH_KEY_ID=a', '# SINCH_KEY_SECRET=', '  # SINCH_KEY_ID=', 'export SINCH_KEY_SECRET'],
      'export SINCH_PROJECT_ID="a" # b',
    ];
    const script = fc.array(fc.constantFrom(...code, ...settings));
    let edits = 0;
    const property = fc.property(script, envText(names, false), valuesFor(names), (lines, rest, values) => {
      const result = checkedEdit(lines.map(line => `${line}\n`).join('') + rest, values, { shell: true });
      if (!result) return;
      edits += 1;
      const after = result.text.split(/\r\n?|\n/);
      const count = (all: readonly string[], line: string): number =>
        all.filter(each => each === line).length;
      for (const line of code) assert.ok(count(after, line) >= count(lines, line), line);
    });
    fc.assert(property, { numRuns: 1000 });
    assert.ok(edits > 100, `${edits} of 1000 were edited`);
  });

  for (const oracle of localOracles) {
    it(`is read as given by ${oracle.name}, and nothing else reads otherwise`, () => {
      const compared = { count: 0, agreed: 0 };
      const property = fc.property(envText(names, false), valuesFor(names), (before, values) => {
        const result = checkedEdit(before, values);
        if (!result) return;
        const verdict = compare(
          oracle,
          { before, values, result },
          oracle.read(before),
          oracle.read(result.text),
        );
        assert.notEqual(verdict.kind, 'fails', verdict.what);
        compared.count += 1;
        if (verdict.kind === 'agrees') compared.agreed += 1;
      });
      fc.assert(property, { numRuns: 400 });
      assert.ok(compared.agreed > compared.count / 3, 'most texts can be compared');
    });
  }

  it('is read as given by Node and the shells themselves, and nothing else reads otherwise', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'dotenv-readers-'));
    try {
      const oracles = await commonOracles(folder);
      console.log(`      Readers: ${oracles.map(({ name }) => name).join(', ')}.`);
      const cases = fc.sample(fc.tuple(envText(names, true), valuesFor(names)), 300);
      const edited = cases.flatMap(([before, values]): readonly Edited[] => {
        const result = checkedEdit(before, values);
        return result ? [{ before, values, result }] : [];
      });
      const tally = new Tally();
      await compareInChildren(edited, path.join(folder, 'files'), oracles, tally);
      assert.equal(tally.failed, 0, tally.report());
      assert.deepEqual(
        tally.idle.filter(name => !name.startsWith('node --env-file')),
        [],
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
