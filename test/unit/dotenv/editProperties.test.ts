import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compare } from '../../fuzz/dotenv/agreement';
import { envText } from '../../fuzz/dotenv/files';
import { localOracles } from '../../fuzz/dotenv/localOracles';
import { checkedEdit } from '../../fuzz/dotenv/ownProperties';
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
});
