/**
 * Whether a glob matches a path below the folder that the globs are relative to. What is in a folder that matches isn't
 * to be asked about.
 */
export type GlobMatcher = (path: string, isFolder: boolean) => boolean;

/**
 * Matches paths as VS Code's searches do, whose globs ripgrep reads: case counts, a glob that doesn't begin with `**`
 * is relative to the top. Takes no longer than the glob's length times
 * the path's, whatever a workspace has in its settings.
 * @param globs without braces, as `withoutBraces` returns them
 * @returns paths have `/` between their parts and none at their ends
 */
export function globMatcher(globs: readonly string[]): GlobMatcher {
  const names = new Set<string>();
  const folderNames = new Set<string>();
  const others: Pattern[] = [];
  for (const glob of globs) {
    const plain = /^\*\*\/([^/*?[\\]+)(\/\*\*)?$/.exec(glob);
    if (plain?.[1] === undefined) others.push(patternOf(glob));
    else (plain[2] === undefined ? names : folderNames).add(plain[1]);
  }
  return (path, isFolder) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (names.has(name) || (isFolder && folderNames.has(name))) return true;
    if (others.length === 0) return false;
    const parts = path.split('/');
    // What a glob leaves out inside a folder, such as `a/**`, needn't be looked for there.
    const inside = isFolder ? [...parts, ''] : [];
    return others.some(
      pattern => fits(pattern, parts, fitsName) || (isFolder && fits(pattern, inside, fitsName)),
    );
  };
}

/** Whether any of the globs matches a path, or a folder that it is in. */
export function insideMatcher(globs: readonly string[]): GlobMatcher {
  const matches = globMatcher(globs);
  return (path, isFolder) => {
    const parts = path.split('/');
    const isLast = (index: number): boolean => index === parts.length - 1;
    return parts.some((_, index) => matches(parts.slice(0, index + 1).join('/'), isFolder || !isLast(index)));
  };
}

/** Any number of what a pattern is made of. */
const any = Symbol();
type Any = typeof any;
/** One character of a name: itself, or a test. */
type Letter = string | RegExp;
type Pattern = readonly (Any | readonly (Any | Letter)[])[];

function patternOf(glob: string): Pattern {
  const parts = glob.replace(/^\//, '').split('/');
  const pattern = parts.map(part => (part === '**' ? any : lettersOf(part)));
  // `a/**` is what is in `a`, not `a` itself.
  return pattern.at(-1) === any ? [...pattern, [any]] : pattern;
}

function lettersOf(part: string): readonly (Any | Letter)[] {
  return (part.match(/\\.|\[!?\]?[^\]]*\]|./gsu) ?? []).map(token => {
    if (token === '*') return any;
    if (token === '?') return /./su;
    if (token.length > 1 && token.startsWith('[')) return setOf(token);
    return token.length > 1 && token.startsWith('\\') ? token.slice(1) : token;
  });
}

function setOf(token: string): RegExp {
  const [, not, members = ''] = /^\[([!^]?)(.*)\]$/su.exec(token) ?? [];
  try {
    return new RegExp(`^[${not ? '^' : ''}${members.replace(/[\\\]^[]/g, String.raw`\$&`)}]$`, 'su');
  } catch {
    return /(?!)/u;
  }
}

function fitsName(pattern: readonly (Any | Letter)[], name: string): boolean {
  return fits(pattern, Array.from(name), (letter, character) =>
    typeof letter === 'string' ? letter === character : letter.test(character),
  );
}

/** Whether all `items` fit, one after the other. Once a later `any` is reached, the earlier ones never change. */
function fits<P, T>(
  pattern: readonly (Any | P)[],
  items: readonly T[],
  fitsOne: (one: P, item: T) => boolean,
): boolean {
  let at = 0;
  let item = 0;
  let retry: { readonly at: number; item: number } | undefined;
  for (let next = items[item]; next !== undefined; next = items[item]) {
    const one = pattern[at];
    if (one === any) {
      retry = { at, item };
      at += 1;
    } else if (one !== undefined && fitsOne(one, next)) {
      at += 1;
      item += 1;
    } else if (retry) {
      retry.item += 1;
      at = retry.at + 1;
      item = retry.item;
    } else {
      return false;
    }
  }
  return pattern.slice(at).every(one => one === any);
}
