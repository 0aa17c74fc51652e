import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { findOracles } from '../../fuzz/dotenv/compareModels';
import { editAll } from '../../fuzz/dotenv/edits';
import { envText } from '../../fuzz/dotenv/files';
import { checkedEdit } from '../../fuzz/dotenv/ownProperties';
import { Tally } from '../../fuzz/dotenv/tally';
import { anyText, valuesFor } from '../../fuzz/dotenv/values';

const names = ['SINCH_PROJECT_ID', 'SINCH_KEY_ID', 'SINCH_KEY_SECRET'];

describe('editVariables, for any text and any values', () => {
  it('keeps what it promises whoever reads the file', async () => {
    const texts = fc.oneof(
      { arbitrary: envText(names, false), weight: 4 },
      { arbitrary: anyText, weight: 1 },
    );
    const property = fc.asyncProperty(texts, valuesFor(names), async (text, values) => {
      await checkedEdit(text, values);
    });
    await fc.assert(property, { numRuns: 1000 });
  });

  it('keeps it in shell scripts too, and leaves their code alone', async () => {
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
    const property = fc.asyncProperty(
      script,
      envText(names, false),
      valuesFor(names),
      async (lines, rest, values) => {
        const result = await checkedEdit(
          lines.map(line => `${line}\n`).join('') + rest.replace(/^\uFEFF|\r(?!\n)/g, '\n'),
          values,
          {
            shell: true,
          },
        );
        if (!result) return;
        edits += 1;
        const after = result.text.split(/\r\n?|\n/);
        const count = (all: readonly string[], line: string): number =>
          all.filter(each => each === line).length;
        for (const line of code) assert.ok(count(after, line) >= count(lines, line), line);
      },
    );
    await fc.assert(property, { numRuns: 1000 });
    assert.ok(edits > 100, `${edits} of 1000 were edited`);
  });

  it('is read as given by the programs on this machine, unless it names them', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'edits-'));
    try {
      const oracles = (await findOracles(folder, false)).filter(({ share }) => share === 1);
      const tally = new Tally();
      const { problems } = await editAll(1000, 7, oracles, path.join(folder, 'files'), tally);
      assert.deepEqual(problems, []);
      assert.equal(tally.failed, 0, tally.report());
      assert.deepEqual(tally.idle, []);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
