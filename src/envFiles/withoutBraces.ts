/**
 * The globs that `{a,b}` in a glob stands for, none of which has braces or a comma of its own: such as may stand in a
 * group, which must not hold another.
 */
export function withoutBraces(glob: string): readonly string[] {
  const [group, inside] = /\{([^{}]*)\}/.exec(glob) ?? [];
  if (group === undefined || inside === undefined) return [glob.replaceAll(',', '[,]')];
  return inside.split(',').flatMap(choice => withoutBraces(glob.replace(group, () => choice)));
}
