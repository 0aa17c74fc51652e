import assert from 'node:assert/strict';
import ts from 'typescript';
import { bundleOf } from '../../../scripts/l10n/bundle';
import { localizedTexts } from '../../../scripts/l10n/localizedTexts';

function collect(code: string) {
  const text = `import { l10n } from 'vscode';\n${code}`;
  const file = ts.createSourceFile('sample.ts', text, ts.ScriptTarget.ES2023, true);
  return localizedTexts({ files: [file], where: node => `sample.ts, ${node.getStart()}` });
}

/** The problems of a piece of code, without the place. */
const problemsOf = (text: string) =>
  collect(text).problems.map(problem => problem.slice(problem.indexOf(': ') + 2));

describe('localizedTexts', () => {
  it('finds every text, with its place, wherever it stands', () => {
    const { texts, problems } = collect(`
      import * as vscode from 'vscode';
      export const a = [l10n.t('One'), vscode.l10n.t("Two “{0}”", l10n.t(\`Three\`))];
    `);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      texts.map(({ text }) => text),
      ['One', 'Two “{0}”', 'Three'],
    );
    assert.match(texts[0]?.where ?? '', /^sample\.ts, \d+$/);
  });

  it('refuses a text that is put together, and l10n in any other use', () => {
    const refused = 'l10n is for calls of l10n.t with a literal text';
    for (const code of [
      "l10n.t('Delete ' + 'key');",
      'l10n.t(`Delete ${Date.name}`);',
      "l10n.t({ message: 'Delete' });",
      'l10n.t();',
      'const { t } = l10n;',
      'const t = l10n.t;',
      'l10n.bundle;',
    ])
      assert.deepEqual(problemsOf(code), [refused], code);
  });

  it('tells placeholders and values that don’t fit each other', () => {
    assert.deepEqual(problemsOf("l10n.t('{1} of {0}, {1}', 'a', 'b');"), []);
    assert.deepEqual(problemsOf("l10n.t('{0}');"), ['placeholders 0 for 0 values in “{0}”']);
    assert.deepEqual(problemsOf("l10n.t('all', 'a');"), ['placeholders none for 1 values in “all”']);
    assert.deepEqual(problemsOf("l10n.t('{1}', 'a');"), ['placeholders 1 for 1 values in “{1}”']);
    assert.deepEqual(problemsOf("l10n.t('{key}', 'a');"), ['placeholders key for 1 values in “{key}”']);
    assert.deepEqual(problemsOf("l10n.t('{0}', ...['a']);"), ['an unknown number of values in “{0}”']);
    assert.deepEqual(problemsOf("l10n.t(' ');"), ['no text in “ ”']);
  });
});

describe('bundleOf', () => {
  it('holds each text once, with itself, in order', () => {
    const texts = ['b {0}', 'A “quoted” text', 'b {0}'].map(text => ({ text, where: '' }));
    assert.equal(bundleOf(texts), '{\n  "A “quoted” text": "A “quoted” text",\n  "b {0}": "b {0}"\n}\n');
  });
});
