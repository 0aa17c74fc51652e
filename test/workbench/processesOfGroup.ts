import { readFile, readdir } from 'node:fs/promises';

/** Ids of the processes of `leader`'s group that were started with the argument `argument`. Linux only. */
export async function processesOfGroup(leader: number, argument: string): Promise<number[]> {
  const pids = (await readdir('/proc')).map(Number).filter(Number.isInteger);
  const found = await Promise.all(
    pids.map(async pid => {
      try {
        const [stat, command] = await Promise.all([
          readFile(`/proc/${pid}/stat`, 'utf8'),
          readFile(`/proc/${pid}/cmdline`, 'utf8'),
        ]);
        // The program's name, in parentheses, may hold anything; after it come state, parent and group.
        const group = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]);
        return group === leader && command.split('\0').includes(argument) ? pid : undefined;
      } catch {
        // It ended while we looked.
        return undefined;
      }
    }),
  );
  return found.filter(pid => pid !== undefined);
}
