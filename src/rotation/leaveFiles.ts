import type { Replacement } from '../envFiles/replacePair';
import type { Rotation, RotationFile } from './rotations';

/**
 * Goes on without the files that could not be changed: with these, the key they hold stays. That is the old one, or, where
 * the rotation is undone, the new one.
 * @param results of the undo, by address: of the files that could not be put back
 */
export function leaveFiles(
  rotation: Rotation,
  results: ReadonlyMap<string, Replacement> = new Map(),
): Rotation {
  if (rotation.step !== 'undo') return { ...rotation, files: rotation.files.map(givenUp), step: 'replace' };
  const files = rotation.files.map(file =>
    results.has(file.uri) ? ({ ...file, state: 'notRestored' } as const) : file,
  );
  return { ...rotation, files };
}

/** What could not be changed stays as it is. */
export function givenUp(file: RotationFile): RotationFile {
  return file.state === 'open' ? { ...file, state: 'left' } : file;
}
