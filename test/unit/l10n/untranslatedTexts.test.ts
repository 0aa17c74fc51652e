import assert from 'node:assert/strict';
import { untranslatedTexts } from '../../../scripts/l10n/untranslatedTexts';
import { sampleSources } from './sampleSources';

const surroundings = `
  import { l10n, type LogOutputChannel, MarkdownString, ThemeIcon, type TreeItem, window } from 'vscode';
  declare const log: LogOutputChannel;
  declare const item: TreeItem;
  declare const name: string;
  declare class UserError extends Error {}
  declare function run<T>(action: 'read' | 'store', result: T): T;
  declare function ask(title: string, kind: 'Key' | 'Project', icon: string): void;
`;

/** The literals found in a piece of code, without their places. */
const found = (code: string) =>
  untranslatedTexts(sampleSources(`${surroundings}${code}`)).map(text => text.slice(text.indexOf(': ') + 2));

describe('untranslatedTexts', () => {
  it('says where each stands', () => {
    const [text = ''] = untranslatedTexts(sampleSources("const a = 1;\nexport const label = 'Key';"));
    assert.match(text, /\/sample\.ts:2: 'Key'$/);
  });

  it('finds what goes straight to the screen', () => {
    const code = `
      void window.showInformationMessage('a1', 'a2', 'a3');
      void window.showQuickPick([{ label: 'b1', description: name || 'b2' }], { title: 'b3', placeHolder: 'b4' });
      item.tooltip = 'c1';
      item.label = name === '' ? 'c2' : ('c3' as string);
      item.accessibilityInformation = { label: \`$(key) \${name} c4\` };
      new MarkdownString('d1').appendText('d2').appendMarkdown('**d3**');
      throw new UserError('e1');
    `;
    assert.deepEqual(
      found(code).map(text => /[a-e][1-4]/.exec(text)?.[0]),
      ['a1', 'a2', 'a3', 'b1', 'b2', 'b3', 'b4', 'c1', 'c2', 'c3', 'c4', 'd1', 'd2', 'd3', 'e1'],
    );
  });

  it('finds what goes there by way of the code’s own names', () => {
    const code = `
      ask('a1', 'Key', 'key');
      const question = 'b1';
      const lines: string[] = ['b2'];
      lines.push('b3');
      function nameProblem() { return name === '' ? 'c1' : undefined; }
      const box = { validate: (text: string) => text + 'c2', tooltip: () => { return 'c3'; } };
      l10n.t('{0}', 'd1');
      item.description = [name, 'e1'].filter(Boolean).join(' · ');
      const detail = [name].map(each => each + 'e2').concat(['e3']);
      const loose = 'several words';
    `;
    assert.deepEqual(found(code), [
      ...["'a1'", "'b1'", "'b2'", "'b3'", "'c1'", "'c2'", "'c3'", "'d1'"],
      ...["'e1'", "'e2'", "'e3'", "'several words'"],
    ]);
  });

  it('leaves alone what is translated, and what nobody reads on the screen', () => {
    const code = `
      void window.showInformationMessage(l10n.t('Several words “{0}”', name), l10n.t('Open'));
      item.label = \`$(key) \${l10n.t('Key')} · \${name}\`;
      item.contextValue = 'project.signedIn';
      item.iconPath = new ThemeIcon('bell-dot');
      ask(l10n.t('Title'), 'Project', 'symbol-string');
      const lines = [name].filter(line => line !== 'export');
      if (lines.includes('export')) lines.pop();
      log.error('Reading failed.', new Error('no answer in time'));
      log.warn(\`Entry \${name} is unreadable.\`);
      class StorageError extends Error { constructor() { super('storage has failed'); } }
      throw new RangeError('out of range');
      window.createOutputChannel('Name of the Product', { log: true });
      run('read', 'ok');
      type Words = 'two words';
      const words: Words = 'two words';
      const state: { text: 'open' | undefined } = { text: name === 'Not shown' ? 'open' : undefined };
    `;
    assert.deepEqual(found(code), ["'Not shown'"]);
  });
});
