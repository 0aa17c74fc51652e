/** The most bytes a file may have to be looked into: 1 MiB. */
export const maxTextBytes = 1024 * 1024;
