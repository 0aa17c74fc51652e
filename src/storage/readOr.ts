import type { Logger } from '../ui/log';

export interface Reading {
  readonly what: 'credential' | 'secrets' | 'creations' | 'rotations';
  /** Undefined for all projects. */
  readonly projectId?: string;
}

/** The value of `answer`; if it rejects, `otherwise`, and the log names what couldn't be read. Never rejects. */
export async function readOr<T>(
  log: Logger,
  { what, projectId }: Reading,
  answer: Promise<T>,
  otherwise: T,
): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    log.error(`The ${what} of ${projectId ?? 'all projects'} could not be read.`, error);
    return otherwise;
  }
}
