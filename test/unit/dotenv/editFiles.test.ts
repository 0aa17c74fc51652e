import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { edited, values } from './editing';

const folder = path.join(import.meta.dirname, 'files');

/** The text without its last line break. */
function readLines(name: string): string {
  return readFileSync(path.join(folder, name), 'utf8').replaceAll('\r\n', '\n').replace(/\n$/, '');
}

/** `<what it shows>.before.env` and `.after.env`, or `.envrc`: shell scripts. */
const pairs = readdirSync(folder).flatMap(before => {
  const [, name, kind] = /^(.+)\.before\.(env|envrc)$/.exec(before) ?? [];
  if (name === undefined || kind === undefined) return [];
  return [
    { name, before: readLines(before), after: readLines(`${name}.after.${kind}`), shell: kind === 'envrc' },
  ];
});

describe('editVariables changes files as expected, whatever ends their lines and the last one', () => {
  it('has a file before for each file after', () => {
    assert.equal(readdirSync(folder).length, 2 * pairs.length);
  });

  for (const { name, before, after, shell } of pairs) {
    // To a shell, a carriage return alone ends no line.
    for (const eol of ['\n', '\r\n', ...(shell ? [] : ['\r'])]) {
      for (const last of ['', eol]) {
        it(`${name}: ${JSON.stringify(eol)}, ${last ? 'with' : 'without'} one at the end`, async () => {
          const text = before.replaceAll('\n', eol) + last;
          const result = (await edited(text, values, { shell })).text;
          // What is put behind the last line ends it.
          const isLonger = after.startsWith(`${before}\n`);
          assert.equal(result, after.replaceAll('\n', eol) + (isLonger ? eol : last));
          assert.equal(
            (await edited(result, values, { shell })).text,
            result,
            'a second time nothing is left to do',
          );
        });
      }
    }
  }
});
