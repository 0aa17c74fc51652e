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

/** Hardly a step takes longer, in milliseconds: an entry that was not written for so long is nobody's. */
const maxStep = 120_000;

/** The same where its writer lives: with retries a step may take as long. Later, another process has its number. */
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
    /** Undefined where nobody can say. */
    readonly isAlive?: (session: string) => boolean | undefined;
    readonly now: number;
  },
): Exclude<Progress, 'here'> {
  const isWriterAlive = isAlive?.(by);
  if (by === session || isWriterAlive === false) return 'interrupted';
  const patience = isWriterAlive ? maxLife : maxStep;
  return Math.abs(now - at) < patience ? 'elsewhere' : 'interrupted';
}
