import { readFileSync, readlinkSync } from 'node:fs';
import { hostname, uptime } from 'node:os';

/**
 * Names the process this runs in, such as `laptop/68a1ad1f pid:[4026531836]/4711/1416984`: host, what tells its system
 * from others of that host name, process ID, and when the process began. No other process has that name, now or later.
 */
export function thisProcess(): string {
  return nameOf(process.pid, beganAt(process.pid));
}

function nameOf(pid: number, began: string): string {
  return [hostname().replaceAll('/', '-'), thisSystem(), pid, began].join('/');
}

/**
 * Whether the process with such a name runs; undefined where it ran on another machine or in another container, or
 * before this one started last: there its process ID means another process, or none.
 */
export function isRunning(name: string): boolean | undefined {
  const [host, system = '', id, began] = name.split('/');
  const pid = Number(id);
  if (host !== hostname().replaceAll('/', '-') || began === undefined) return undefined;
  if (!isThisSystem(system) || !Number.isSafeInteger(pid) || pid <= 0) return undefined;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // It is somebody else's.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const now = beganAt(pid);
  return now === '' || began === '' || now === began;
}

/**
 * On Linux, the start of the kernel and the namespace in which process IDs count: each container has one. Elsewhere the
 * minute since the epoch at which the system started.
 */
function thisSystem(): string {
  const boot = readOr('', () => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
  const namespace = readOr('', () => readlinkSync('/proc/self/ns/pid'));
  return boot && namespace ? `${boot} ${namespace}` : String(Math.round(Date.now() / 60_000 - uptime() / 60));
}

function isThisSystem(system: string): boolean {
  const here = thisSystem();
  // Clocks are set, by a little.
  return system === here || Math.abs(Number(system) - Number(here)) <= 1;
}

/** On Linux, when a process began, in ticks since the system did; empty where that can't be told. */
function beganAt(pid: number): string {
  const fieldsBehindName = 19;
  return readOr('', () => {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[fieldsBehindName] ?? '';
  });
}

function readOr(otherwise: string, read: () => string): string {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
