/**
 * What is known of the work an entry stands for. `here`: this window does it now. `elsewhere`: another window may be
 * doing it. `interrupted`: nobody is.
 */
export type Progress = 'here' | 'elsewhere' | 'interrupted';

export interface Writing {
  /** The session that wrote it. */
  readonly by: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Milliseconds that hardly a step exceeds: an entry that wasn't written for so long counts as interrupted. */
const maxStep = 120_000;

/**
 * Milliseconds after which an entry counts as interrupted although its writer seems to run: by then, another process
 * may have its number.
 */
const maxLife = 15 * 60_000;

/** What is known of work that this window doesn't do. */
export function progressOf(
  { by, at }: Writing,
  {
    session,
    isAlive,
    now,
  }: {
    readonly session: string;
    /** Undefined if that can't be told. */
    readonly isAlive?: (session: string) => boolean | undefined;
    readonly now: number;
  },
): Exclude<Progress, 'here'> {
  const isWriterAlive = isAlive?.(by);
  if (by === session || isWriterAlive === false) return 'interrupted';
  const patience = isWriterAlive ? maxLife : maxStep;
  return Math.abs(now - at) < patience ? 'elsewhere' : 'interrupted';
}
