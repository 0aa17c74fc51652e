import assert from 'node:assert/strict';
import { commandIds } from '../../../src/ids';
import { readJson, readManifestTexts } from './manifest';

/** What of package.json is read on screen. */
const shown = new Set([
  ...['displayName', 'title', 'name', 'category', 'contents', 'contextualTitle', 'shortTitle', 'label'],
  ...['description', 'markdownDescription', 'enumDescriptions', 'markdownEnumDescriptions'],
  ...['enumItemLabels', 'deprecationMessage', 'markdownDeprecationMessage', 'patternErrorMessage'],
  'altText',
]);

/** Every text of a JSON value, with the name of the property it stands in. */
function* textsIn(value: unknown, property = ''): Generator<readonly [property: string, text: string]> {
  if (typeof value === 'string') yield [property, value];
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value))
    yield* textsIn(inner, Array.isArray(value) ? property : name);
}

describe('the texts of package.json', () => {
  const manifest = readJson('package.json');
  const texts = readManifestTexts();
  const used = new Set([...textsIn(manifest)].flatMap(([, text]) => /^%(.+)%$/.exec(text)?.[1] ?? []));

  it('are all in package.nls.json, and nothing else is', () => {
    assert.deepEqual([...used].sort(), [...texts.keys()].sort());
  });

  it('are none of them written into package.json itself', () => {
    assert.ok(typeof manifest === 'object' && manifest !== null && 'contributes' in manifest);
    const written = [...textsIn(manifest.contributes), ...textsIn(propertyOf(manifest, 'capabilities'))];
    assert.deepEqual(
      written.filter(([property, text]) => shown.has(property) && !/^%.+%$/.test(text)),
      [],
    );
    assert.equal(propertyOf(manifest, 'displayName'), '%displayName%');
    assert.equal(propertyOf(manifest, 'description'), '%description%');
  });

  it('are written out', () => {
    for (const [name, text] of texts) assert.match(text, /\S/, name);
  });

  it('link to commands that exist', () => {
    const known: ReadonlySet<string> = new Set(commandIds);
    const linked = [...texts.values()].flatMap(text => Array.from(text.matchAll(/\(command:([^)?]+)/g)));
    assert.ok(linked.length > 0);
    for (const [, command = ''] of linked)
      assert.ok(known.has(command) || command === 'workbench.action.openWalkthrough', command);
  });
});

function propertyOf(value: object, name: string): unknown {
  return Object.entries(value).find(([property]) => property === name)?.[1];
}
