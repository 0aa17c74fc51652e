import assert from 'node:assert/strict';
import { ignorePatterns, workForOneFile } from '../../../src/envFiles/ignorePatterns';

describe('ignore patterns', () => {
  const nested = (depth: number): string => `${'a/'.repeat(depth)}.env`;

  /** Milliseconds of this process that `work` takes. */
  function measure(work: () => void): number {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  }

  const hostile: readonly (readonly [what: string, text: string, path: string])[] = [
    ['nine folders of any depth against sixty nested ones', `${'**/a/'.repeat(9)}b`, nested(60)],
    ['many stars in a name', `${'*a'.repeat(20)}b`, 'a'.repeat(200)],
    ['many stars and single characters', `${'?*'.repeat(20)}b`, 'a'.repeat(200)],
    ['stars in every folder', `${'*a*a*/'.repeat(9)}b`, `${'aaaaaaaaaaaa/'.repeat(9)}c`],
    ['very many lines', '*a*b\n'.repeat(150_000), nested(60)],
    ['a very long line', '?'.repeat(1_000_000), nested(60)],
    ['folders of any depth and stars', `${'**/*a*/'.repeat(5)}b`, `${'aaaaaa/'.repeat(30)}c`],
  ];
  for (const [what, text, path] of hostile) {
    it(`say in no time that it can’t be told: ${what}`, () => {
      const milliseconds = measure(() => {
        assert.equal(ignorePatterns(text).test(path, workForOneFile()), 'unknown');
      });
      assert.ok(milliseconds < 2000, `${milliseconds} ms`);
    });
  }

  it('don’t drop a mark that is a part of the name to Git', () => {
    const answer = (text: string) => ignorePatterns(text).test('.env', workForOneFile());
    assert.equal(answer('a\n\ufeff.env'), undefined);
    assert.equal(answer('.env\n\ufeff!.env'), 'ignored');
  });

  it('end where Git ends them: at a carriage return at the end of the file, and at a NUL', () => {
    const answer = (text: string) => ignorePatterns(text).test('.env', workForOneFile());
    assert.equal(answer('.env\n!.env\r'), 'unignored');
    assert.equal(answer('.env\r\n!.env\0.local\r\n'), 'unignored');
    assert.equal(answer('.env\0'), 'ignored');
  });

  it('take no more than a second where they are just within bounds', () => {
    for (const [, text, path] of hostile.filter(([, text]) => text.length < 100)) {
      for (let length = text.length; length > 0; length--) {
        const patterns = ignorePatterns(text.slice(0, length));
        const work = workForOneFile();
        const milliseconds = measure(() => patterns.test(path, work));
        assert.ok(milliseconds < 1000, `${milliseconds} ms for ${text.slice(0, length)}`);
        if (work.left >= 0) break;
      }
    }
  });

  it('say that it can’t be told of more lines than can be read in no time', () => {
    const text = Array.from({ length: 100_000 }, (_, index) => `a${index}`).join('\n');
    assert.equal(ignorePatterns(text).test('.env', workForOneFile()), 'unknown');
  });

  it('share what work there is among all questions about a file', () => {
    const work = workForOneFile();
    const patterns = ignorePatterns('**/a/**/a/**/*.env');
    const answers = Array.from({ length: 10_000 }, () => patterns.test(nested(20), work));
    assert.equal(answers[0], 'ignored');
    assert.equal(answers.at(-1), 'unknown');
  });

  it('are no burden where there are hundreds of ordinary ones in deep folders', () => {
    const names = [
      '*.log',
      'build/',
      '**/dist/**',
      '/app/*/cache',
      '!keep.env',
      '*.py[cod]',
      '**/.env*',
      'npm-*.log*',
    ];
    const patterns = ignorePatterns(
      Array.from({ length: 60 }, () => names)
        .flat()
        .join('\n'),
    );
    const path = 'packages/services/payments/src/main/resources/config/environments/.env.local';
    const work = workForOneFile();
    for (const depth of path.split('/').keys()) {
      const folder = path.split('/').slice(0, depth).join('/');
      if (folder) assert.equal(patterns.test(`${folder}/`, work), undefined);
    }
    assert.equal(patterns.test(path, work), 'ignored');
  });
});
