import { rgPath } from '@vscode/ripgrep';
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { type SearchedFolder, walkDisk } from '../../../src/envFiles/diskWalk';
import { kindOf } from '../../../src/envFiles/searchHit';

describe('walking folders on disk', () => {
  let place: string;
  beforeEach(() => {
    place = mkdtempSync(path.join(os.tmpdir(), 'walk-'));
  });
  afterEach(() => {
    rmSync(place, { recursive: true, force: true });
  });

  function write(...files: readonly string[]): void {
    for (const file of files) {
      mkdirSync(path.dirname(path.join(place, file)), { recursive: true });
      writeFileSync(path.join(place, file), '');
    }
  }

  const folder = (over: Partial<SearchedFolder> = {}): SearchedFolder => ({
    path: place,
    hidden: [],
    hiddenBeside: [],
    notSearched: [],
    followsLinks: true,
    ...over,
  });

  function walk(
    over?: Partial<SearchedFolder>,
    max?: number,
  ): { files: readonly string[]; complete: boolean } {
    const { files, count, complete } = walkDisk(folder(over), max);
    const paths = files.flatMap(({ folder, names }) => names.map(name => folder + name)).sort();
    assert.equal(paths.length, count);
    return { files: paths, complete };
  }

  it('lists every file, whatever its name and whatever Git ignores', () => {
    const names = ['.gitignore', '.hidden/a', 'a b/c', 'ignored', 'q"\'`$&;|?*', 'schlüssel/鍵 🔑'];
    const odd =
      process.platform === 'win32' ? names.filter(name => !/["?*|]/.test(name)) : [...names, 'new\nline'];
    write(...odd);
    writeFileSync(path.join(place, '.gitignore'), 'ignored\n');
    mkdirSync(path.join(place, 'empty'));
    assert.deepEqual(walk(), { files: odd.toSorted(), complete: true });
  });

  it('lists, of what it is told to look at only, what it lists of all', () => {
    const part = fc.constantFrom('a', 'b', '.env', 'node_modules', 'c.map');
    const file = fc.array(part, { minLength: 1, maxLength: 4 }).map(parts => parts.join('/'));
    const property = fc.property(fc.array(file), fc.array(file), (files, only) => {
      rmSync(place, { recursive: true });
      mkdirSync(place);
      for (const each of files) {
        try {
          write(each);
        } catch {
          // A file is where a folder would be, or the other way round.
        }
      }
      const rules = { hidden: ['**/node_modules/**'], notSearched: ['**/*.map'] };
      const all = walk(rules).files;
      const wanted = all.filter(each => only.some(top => each === top || each.startsWith(`${top}/`)));
      assert.deepEqual(walk({ ...rules, only }).files, wanted);
      assert.deepEqual(walk({ ...rules, only: ['', ...only] }).files, all);
    });
    fc.assert(property, { numRuns: 50 });
  });

  it('reads no folder that leads to nothing it is told to look at', () => {
    write('a/b/.env', 'other/.env');
    chmodSync(path.join(place, 'other'), 0);
    const found = walk({ only: ['a/b/.env', 'a/gone'] });
    chmodSync(path.join(place, 'other'), 0o700);
    assert.deepEqual(found, { files: ['a/b/.env'], complete: true });
  });

  it('leaves out what is hidden, and of what is not searched all but .env files', () => {
    write(
      'a.txt',
      'b.map',
      'hidden/.env',
      'hidden/a',
      'out/.env',
      'out/a.txt',
      'out/deep/b.env',
      'x.map/.env.local',
    );
    const files = walk({ hidden: ['**/hidden'], notSearched: ['out', '**/*.map'] }).files;
    assert.deepEqual(files, ['a.txt', 'out/.env', 'out/deep/b.env', 'x.map/.env.local']);
  });

  it('leaves out files that stand beside those they are made of', () => {
    write('a.js', 'a.ts', 'b.js', 'c/d.js', 'c/d.ts');
    const { files } = walk({ hiddenBeside: [{ glob: '**/*.js', when: '$(basename).ts' }] });
    assert.deepEqual(files, ['a.ts', 'b.js', 'c/d.ts']);
  });

  it('leaves them out beside what is hidden, a folder or a link too, as VS Code’s explorer does', () => {
    write('a.js', 'a.ts', 'b.js', 'b.ts/c', 'c.js', 'c/d.js', 'd.min.js', 'd.min.ts');
    symlinkSync(path.join(place, 'gone'), path.join(place, 'c.ts'));
    const hiddenBeside = [{ glob: '**/*.js', when: '$(basename).ts' }];
    const { files } = walk({ hidden: ['**/*.ts'], hiddenBeside, followsLinks: false });
    assert.deepEqual(files, ['c/d.js']);
  });

  it('follows links, but not in a circle, nor to nothing', () => {
    write('real/a.txt', 'real/deep/b.txt');
    const link = (target: string, name: string): void => {
      symlinkSync(path.join(place, target), path.join(place, name), 'junction');
    };
    link('real', 'linked');
    link('real', 'real/deep/up');
    link('.', 'real/top');
    link('gone', 'broken');
    assert.deepEqual(walk(), {
      files: ['linked/a.txt', 'linked/deep/b.txt', 'real/a.txt', 'real/deep/b.txt'],
      complete: true,
    });
    assert.deepEqual(walk({ followsLinks: false }).files, ['real/a.txt', 'real/deep/b.txt']);
  });

  it('says that there may be more where a folder can’t be read or there are too many files', () => {
    write('a/1', 'a/2', 'b/3', 'locked/4');
    const locked = path.join(place, 'locked');
    chmodSync(locked, 0);
    // The superuser can read everything.
    const isReadable = canList(locked);
    const { files, complete } = walk();
    chmodSync(locked, 0o700);
    assert.deepEqual(
      [files, complete],
      [['a/1', 'a/2', 'b/3', ...(isReadable ? ['locked/4'] : [])], isReadable],
    );
    assert.equal(walk({ path: path.join(place, 'gone') }).complete, false);
    assert.equal(walk({}, 3).complete, false);
    assert.ok(walk({}, 3).files.length < 4);
  });

  it('passes by what is neither a file nor a folder', () => {
    write('a.txt');
    if (process.platform !== 'win32') execFileSync('mkfifo', [path.join(place, '.env')]);
    assert.deepEqual(walk(), { files: ['a.txt'], complete: true });
  });

  it('lists what ripgrep lists for VS Code, in any tree and with any globs', () => {
    const name = fc.constantFrom('a', 'b', '.env', 'a.map', 'c.txt', 'out', 'A', 'sp ace', '[x]');
    const globPart = fc.constantFrom(
      'a',
      'b',
      '*',
      '**',
      'out',
      '*.map',
      '?',
      '[a-c]',
      '[!a]',
      '.*',
      '*p*e',
      'a*',
    );
    const glob = fc.array(globPart, { minLength: 1, maxLength: 4 }).map(parts => parts.join('/'));
    const scenario = fc.record({
      files: fc.array(fc.array(name, { minLength: 1, maxLength: 4 }), { maxLength: 12 }),
      links: fc.array(fc.tuple(name, fc.array(name, { maxLength: 2 })), { maxLength: 3 }),
      globs: fc.array(glob, { maxLength: 3 }),
    });
    const property = fc.property(scenario, ({ files, links, globs }) => {
      for (const entry of readdirSync(place)) rmSync(path.join(place, entry), { recursive: true });
      for (const file of files) {
        attempt(() => {
          write(file.join('/'));
        });
      }
      for (const [link, target] of links) {
        const at = path.join(place, `link-${link}`);
        attempt(() => {
          symlinkSync(path.join(place, ...target), at, 'junction');
        });
      }
      assert.deepEqual(walk({ hidden: globs }).files, ripgrep(globs));
      const envOnly = walk({ notSearched: globs }).files;
      const all = walk().files.filter(file => kindOf(path.posix.basename(file)) === 'env');
      assert.deepEqual(envOnly, [...new Set([...all, ...ripgrep(globs)])].sort());
    });
    fc.assert(property, { numRuns: 40 });
  });

  /** What VS Code 1.139 lets ripgrep list for `findFiles`. */
  function ripgrep(globs: readonly string[]): readonly string[] {
    const anchored = globs.map(glob => (glob.startsWith('**') || glob.startsWith('/') ? glob : `/${glob}`));
    const args = ['--files', '--hidden', '--case-sensitive', '--no-require-git'];
    const more = ['--no-ignore', '--follow', '--no-config', '--no-messages'];
    const all = [...args, ...anchored.flatMap(glob => ['-g', `!${glob}`]), ...more];
    const { stdout } = spawnSync(rgPath, all, { cwd: place, encoding: 'utf8' });
    return stdout
      .split('\n')
      .slice(0, -1)
      .map(file => file.replaceAll('\\', '/'))
      .sort();
  }
});

function canList(folder: string): boolean {
  return attempt(() => void readdirSync(folder));
}

/** @returns whether it succeeded */
function attempt(work: () => void): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}
