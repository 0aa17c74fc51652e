/** Folders of what others made: dependencies, which hold files of their own that are nobody's to edit, and histories. */
export const foreignFolders: readonly string[] = [
  ...['node_modules', 'bower_components', 'vendor', '.venv', 'venv', '__pycache__'],
  ...['.git', '.hg', '.svn'],
].map(folder => `**/${folder}/**`);

/** A glob that matches what any of `globs` does. */
export function anyOf(globs: readonly string[]): string {
  return `{${globs.join(',')}}`;
}

/**
 * The globs that `{a,b}` in a glob stands for, none of which has braces or a comma of its own: such as may stand in a
 * group, which must not hold another.
 */
export function withoutBraces(glob: string): readonly string[] {
  const [group, inside] = /\{([^{}]*)\}/.exec(glob) ?? [];
  if (group === undefined || inside === undefined) return [glob.replaceAll(',', '[,]')];
  return inside.split(',').flatMap(choice => withoutBraces(glob.replace(group, () => choice)));
}
