/** Folders of what others made: dependencies, which hold files of their own that are nobody's to edit, and histories. */
export const foreignFolders: readonly string[] = [
  ...['node_modules', 'bower_components', 'vendor', '.venv', 'venv', '__pycache__'],
  ...['.git', '.hg', '.svn'],
].map(folder => `**/${folder}/**`);

/** A glob that matches what any of `globs` does. */
export function anyOf(globs: readonly string[]): string {
  return `{${globs.join(',')}}`;
}

/** Each group in a glob multiplies the globs it stands for. */
const maxGlobs = 1000;
const maxLength = 1000;
const group = /\{([^{}]*)\}/;

/**
 * The globs that `{a,b}` in a glob stands for, none of which has braces or a comma of its own: such as may stand in a
 * group, which must not hold another. None where it is longer or stands for more than anybody means.
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
