/** What package.json keeps out of VS Code's local history, by glob, and the names of files that each means. */
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

/** VS Code's settings `workbench.localHistory`, as they are for a file. */
export interface HistorySettings {
  readonly enabled: unknown;
  /** What is left out, by glob; only those that are `true` count. */
  readonly exclude: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Whether VS Code keeps a copy of a file of that name each time it is saved. Of globs, only those of package.json are
 * understood.
 */
export function isInLocalHistory(name: string, { enabled, exclude }: HistorySettings): boolean {
  const isExcluded = Object.entries(historyExclusions).some(
    ([glob, names]) => names.test(name) && exclude?.[glob] === true,
  );
  return enabled !== false && !isExcluded;
}
