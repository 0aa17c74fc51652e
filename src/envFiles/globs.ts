/** Globs of folders that aren't the user's to edit: dependencies, which may have `.env` files too, and histories. */
export const foreignFolders: readonly string[] = [
  ...['node_modules', 'bower_components', 'vendor', '.venv', 'venv', '__pycache__'],
  ...['.git', '.hg', '.svn'],
].map(folder => `**/${folder}/**`);

/** A glob that matches whatever any of `globs` matches. */
export function anyOf(globs: readonly string[]): string {
  return `{${globs.join(',')}}`;
}

/** A glob, without braces, that matches this path alone. */
export function globOf(path: string): string {
  return path.replaceAll(/[*?[\]\\{},]/g, String.raw`\$&`);
}

/** A limit is needed because each group in a glob multiplies the number of globs. */
const maxGlobs = 1000;
const maxLength = 1000;
const group = /\{([^{}]*)\}/;

/**
 * Expands each `{a,b}` in a glob. The results have no braces and escape their commas, so that they can be put into a
 * group, which must not contain another. Empty if the glob is too long or expands to too many.
 */
export function withoutBraces(glob: string): readonly string[] {
  if (glob.length > maxLength) return [];
  let globs: readonly string[] = [glob];
  while (globs.some(each => group.test(each))) {
    globs = globs.flatMap(each => {
      const [whole, inside] = group.exec(each) ?? [];
      if (whole === undefined || inside === undefined) return [each];
      return inside.split(',').map(choice => each.replace(whole, () => choice));
    });
    if (globs.length > maxGlobs) return [];
  }
  return globs.map(each => each.replaceAll(',', '[,]'));
}
