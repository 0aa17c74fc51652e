import { hostname } from 'node:os';

/** Names the process this runs in, such as `laptop/4711`: no other that runs now has that name. */
export function thisProcess(): string {
  return `${hostname()}/${process.pid}`;
}

/** Whether the process with such a name runs; undefined where it ran on another machine. */
export function isRunning(name: string): boolean | undefined {
  const slash = name.lastIndexOf('/');
  const pid = Number(name.slice(slash + 1));
  if (name.slice(0, slash) !== hostname() || !Number.isSafeInteger(pid) || pid <= 0) return undefined;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It is somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
