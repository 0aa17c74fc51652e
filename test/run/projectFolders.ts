import path from 'node:path';

/** Absolute path of the project: the folder of package.json. */
export const projectRoot = path.resolve(import.meta.dirname, '..', '..');

/** Absolute path of what is downloaded, and of what tests leave to look at. Git doesn't know it. */
export const cacheFolder = path.join(projectRoot, '.vscode-test');
