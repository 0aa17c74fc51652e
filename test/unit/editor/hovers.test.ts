import assert from 'node:assert/strict';
import type { Known } from '../../../src/editor/known';
import { clock, knowing, knownPairsIn, loadEditor, now, staging } from './support/loadEditor';

const text = 'PORT=1\nSINCH_PROJECT_ID=demo-project\nSINCH_KEY_ID=key-1\nSINCH_KEY_SECRET=secret-of-key-1\n';

describe('hovers', () => {
  let hoverAt: Awaited<ReturnType<typeof loadEditor>>['hoverAt'];
  before(async () => {
    ({ hoverAt } = await loadEditor());
  });

  /** What is shown over the first place of `word`. */
  function over(word: string, known: Known = knowing()) {
    return hoverAt(knownPairsIn(text, known), text.indexOf(word), 'file:///a (b)/.env', clock);
  }

  it('are shown over the names and values of a pair, and nowhere else', () => {
    for (const word of ['SINCH_KEY_ID', 'key-1', 'SINCH_KEY_SECRET', 'secret-of', 'SINCH_PROJECT_ID', 'demo'])
      assert.ok(over(word), word);
    assert.equal(over('PORT'), undefined);
    assert.equal(over('=demo'), undefined);
  });

  it('say the facts, and never the secret', () => {
    const shown = over('secret-of', knowing({ verification: () => ({ verdict: 'works', at: now }) }));
    const facts = shown?.text.value.replaceAll('&nbsp;', ' ').replaceAll('\\', '') ?? '';
    assert.match(facts, /^\*\*staging\*\*/);
    assert.match(facts, /Key ID: key-1/);
    assert.match(facts, /Project: Demo/);
    assert.match(facts, /Created: Aug 20, 2026.*\(3 months ago\)/);
    assert.match(facts, /Verified now: the key works\./);
    assert.doesNotMatch(facts, /secret-of/);
  });

  it('run only the commands they show', () => {
    const shown = over('key-1');
    assert.deepEqual(shown?.text.isTrusted, {
      enabledCommands: [
        'sinchAccessKeys.verifyKey',
        'sinchAccessKeys.rotateKey',
        'sinchAccessKeys.showKey',
        'workbench.action.findInFiles',
      ],
    });
    const links = [...shown.text.value.matchAll(/\]\(command:([\w.]+)\?([^)]*)\)/g)];
    assert.equal(links.length, 4);
    const [, , given = ''] = links[0] ?? [];
    assert.deepEqual(JSON.parse(decodeURIComponent(given)), [
      { uri: 'file:///a (b)/.env', variable: 'SINCH_KEY_ID' },
    ]);
  });

  it('say where else a key is used, once that is known, and list it instead of searching', () => {
    const files = (...paths: readonly string[]) =>
      paths.map(path => ({ uri: `file:///demo/${path}`, lines: [0] }));
    const own = { uri: 'file:///a (b)/.env', lines: [2] };
    const shown = (...paths: readonly string[]) =>
      over('key-1', knowing({ uses: () => [own, ...files(...paths)] }))
        ?.text.value.replaceAll('&nbsp;', ' ')
        .replaceAll(/[\\\u2068\u2069]/g, '') ?? '';
    const unsearched = 'other folders, links, files over 1 MB or in UTF-16, folders such as node_modules';
    assert.ok(
      shown().includes(`No other file in this workspace uses it. Not searched: ${unsearched}, and what`),
      shown(),
    );
    assert.match(shown('b/.env', 'c.ts'), /Also used in: b\/\.env, c\.ts/);
    assert.match(shown('a', 'b', 'c', 'd', 'e', 'f', 'g'), /Also used in: a, b, c, d, e, 2 more/);
    assert.match(shown('c.ts'), /\[Show Key Uses\]\(command:sinchAccessKeys\.showInFile\?/);
    assert.doesNotMatch(shown('c.ts'), /findInFiles/);
  });

  it('show a name of others as text', () => {
    const keys = [{ ...staging, displayName: '[x](command:y) **b**' }];
    assert.doesNotMatch(over('key-1', knowing({ keys }))?.text.value ?? '', /\]\(command:y/);
  });
});
