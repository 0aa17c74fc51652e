import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { aroundCode } from '../../../src/dotenv/aroundCode';
import { readAlike } from '../../../src/dotenv/readers/reader';
import { bash } from '../../../src/dotenv/readers/shells';
import { edited, values } from './editing';

describe('aroundCode', () => {
  const read = (text: string): object | string => {
    const [reading] = readAlike(aroundCode(bash), [text]).readings;
    assert.ok(reading);
    return reading.kind === 'variables' ? Object.fromEntries(reading.variables) : reading.kind;
  };

  it('reads what a program finds by itself as that does', () => {
    const text = 'A=1\nB="2"\n';
    assert.deepEqual(readAlike(aroundCode(bash), [text]).readings, [bash.read(text)]);
  });

  it('reads around commands in the place of a value, which are the same only where they are', () => {
    const { T, U, V, ...others } = read('T=$(a "b)")\nU=`a`\nV=`a`\nA=1;B=2\nunset B\nW=$A\n') as Record<
      string,
      string
    >;
    assert.deepEqual(others, { A: '1', W: '1' });
    assert.equal(U, V);
    assert.notEqual(T, U);
  });

  it('reads what runs always', () => {
    const text = '. ./other.env\nA=1\nif [ -n "$CI" ]; then\n  B=2\nfi\nf() {\nC=3\n}\nD=4\n';
    assert.deepEqual(read(text), { A: '1', D: '4' });
    assert.deepEqual(read('A=1\n[ "$CI" ] && return\nB=2\n'), { A: '1' });
  });
});

describe('editVariables of a text with code', () => {
  const code = [
    'export T=$(echo t)\nSINCH_KEY_ID=old;REGION=eu\n',
    'export T=$(echo t)\nexport SINCH_KEY_ID=old REGION=eu\n',
    'URL=y\nif [ -n "$CI" ]; then\n  URL=z\n  # SINCH_KEY_ID=\nfi\n',
    'URL=y\nif [ -n "$CI" ]; then\n  SINCH_KEY_ID=z\nfi\n',
    'A=1\nf() {\nSINCH_KEY_ID=old\n}\n',
    'A=1\nSINCH_KEY_SECRET=$(\n  echo x\n)\nURL=y\n',
    'T=$(echo t)\nSINCH_KEY_ID=old\nunset SINCH_KEY_ID\n',
    'T=$(echo t)\nreadonly SINCH_KEY_ID=old\n',
    'T=`echo t`\nA=1\n',
    'A=1\nfor x in 1 2; do B=$x; done\n',
  ];
  for (const text of code) {
    it(`leaves to bash what it finds, or names it: ${JSON.stringify(text)}`, async () => {
      const before = foundByBash(text);
      const result = await edited(text, values);
      const after = foundByBash(result.text);
      const isMisread =
        [...values].some(([name, value]) => after.get(name) !== value) ||
        [...before].some(([name, value]) => !values.has(name) && after.get(name) !== value);
      assert.equal(
        result.misreads.some(({ reader }) => reader === bash.name),
        isMisread,
        result.text,
      );
    });
  }

  /** What `set -a; .` gives to the programs that bash runs after it. */
  function foundByBash(text: string): ReadonlyMap<string, string> {
    const script = 'set -a; eval "$1" >&2; env -0';
    const { stdout } = spawnSync('bash', ['--norc', '-c', script, 'bash', text], {
      env: { PATH: process.env['PATH'] },
      encoding: 'utf8',
    });
    return new Map(
      stdout.split('\0').flatMap(entry => {
        const [, name = '', value = ''] = /^([A-Z]\w*)=([^]*)$/.exec(entry) ?? [];
        return name === '' || ['PATH', 'PWD', 'OLDPWD', 'SHLVL'].includes(name)
          ? []
          : [[name, value] as const];
      }),
    );
  }
});
