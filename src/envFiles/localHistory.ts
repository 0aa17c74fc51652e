/** The globs that package.json excludes from VS Code's local history, and the file names that each one matches. */
export const historyExclusions: Readonly<Record<string, RegExp>> = {
  '**/.[eE][nN][vV]': /^\.env$/i,
  '**/.[eE][nN][vV].*': /^\.env\./i,
  '**/*.[eE][nN][vV]': /\.env$/i,
  '**/.[eE][nN][vV][rR][cC]': /^\.envrc$/i,
  '**/.[eE][nN][vV][rR][cC].*': /^\.envrc\./i,
  '**/.[fF][lL][aA][sS][kK][eE][nN][vV]': /^\.flaskenv$/i,
  '**/.[dD][eE][vV].[vV][aA][rR][sS]': /^\.dev\.vars$/i,
  '**/.[dD][eE][vV].[vV][aA][rR][sS].*': /^\.dev\.vars\./i,
};

/** The values of VS Code's settings `workbench.localHistory` for a file. */
export interface HistorySettings {
  readonly enabled: unknown;
  /** The excluded globs; only entries that are `true` count. */
  readonly exclude: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Whether VS Code keeps a copy of a file of that name each time it is saved. Only the globs of package.json are
 * recognized as exclusions.
 */
export function isInLocalHistory(name: string, { enabled, exclude }: HistorySettings): boolean {
  const isExcluded = Object.entries(historyExclusions).some(
    ([glob, names]) => names.test(name) && exclude?.[glob] === true,
  );
  return enabled !== false && !isExcluded;
}
