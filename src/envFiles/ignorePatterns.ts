import ignore, { type Ignore } from 'ignore';

/** What patterns say of a path: nothing, where no one matches; `unknown` where it would take too long to tell. */
export type PatternAnswer = 'ignored' | 'unignored' | 'unknown' | undefined;

/** How much work there is for all the questions about a file together. */
export interface Work {
  /** Steps of a regular expression, at worst. */
  left: number;
}

/** At worst some tenths of a second; a few hundred ordinary patterns take a hundredth of it. */
export function workForOneFile(): Work {
  return { left: 3e8 };
}

export interface IgnorePatterns {
  /** @param path seen from the folder of the patterns; ends in `/` where it is that of a folder */
  test(path: string, work: Work): PatternAnswer;
}

/** What it takes to read a line as a pattern, as so many steps. */
const stepsToRead = 40_000;

/** The longest line that is read as a pattern. */
const maxLine = 1000;

/**
 * Reads the lines of ignore files of one folder. Each becomes a regular expression that goes back as often as its
 * wildcards can be matched differently, so whoever writes the file could keep a reader busy for hours: how often that may be
 * is worked out first.
 */
export function ignorePatterns(text: string): IgnorePatterns {
  const lines = text.split(/\r?\n/).filter(line => line.trim() !== '' && !line.startsWith('#'));
  const isReadable = lines.every(line => line.length <= maxLine);
  let rules: Ignore | undefined;
  const wildcards = lines.map(wildcardsOf);
  return {
    test(path, work) {
      const shape = shapeOf(path);
      if (!rules) work.left -= lines.length * stepsToRead;
      for (const counts of wildcards) work.left -= mostSteps(counts, shape);
      if (!isReadable || work.left < 0) return 'unknown';
      rules ??= ignore({ ignoreCase: false }).add(lines);
      const { ignored, unignored } = rules.test(path);
      return ignored ? 'ignored' : unignored ? 'unignored' : undefined;
    },
  };
}

interface Wildcards {
  /** Of the kind that matches any number of folders. */
  readonly folders: number;
  /** Of the kind that matches within a name. */
  readonly names: number;
}

function wildcardsOf(line: string): Wildcards {
  const runs = line.match(/\*+/g) ?? [];
  const folders = (line.match(/(?:^|\/)\*{2,}(?=\/|$)/g) ?? []).length;
  return { folders, names: runs.length - folders };
}

interface Shape {
  readonly length: number;
  readonly parts: number;
  readonly longestPart: number;
}

function shapeOf(path: string): Shape {
  const parts = path.split('/');
  return {
    length: path.length,
    parts: parts.length,
    longestPart: Math.max(...parts.map(part => part.length)),
  };
}

/** The ways in which the wildcards of a line can be matched, and its start put, each as long as the path. */
function mostSteps({ folders, names }: Wildcards, { length, parts, longestPart }: Shape): number {
  let ways = parts;
  // Each of several in a row starts where the one before ended, or after it.
  for (let each = 1; each <= folders; each++) ways *= (parts + each) / each;
  return ways * (longestPart + 1) ** names * length;
}
