/** Folders of what others made: dependencies, which hold files of their own that are nobody's to edit, and histories. */
export const foreignFolders: readonly string[] = [
  ...['node_modules', 'bower_components', 'vendor', '.venv', 'venv', '__pycache__'],
  ...['.git', '.hg', '.svn'],
].map(folder => `**/${folder}/**`);

/** A glob that matches what any of `globs` does. */
export function anyOf(globs: readonly string[]): string {
  return `{${globs.join(',')}}`;
}
