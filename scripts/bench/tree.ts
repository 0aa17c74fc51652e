// Prints, as JSON, what it takes to ask for all rows of a tree of 2,500, 5,000 and 10,000 keys.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { openCrowdedTree } from '../../test/fakes/crowdedTree';
import { figure, type Figure, median } from './figures';

const keyCounts = [2500, 5000, 10_000];
const runs = 7;

interface Measured {
  /** From the first question to the last row. */
  readonly milliseconds: number;
  /** The same, counting only what this process computed: other work on the machine weighs less on it. */
  readonly cpuMilliseconds: number;
  /** The longest time, in milliseconds, in which nothing else in the extension host could run. */
  readonly longestBlock: number;
  /** The same, computed. */
  readonly longestCpuBlock: number;
  /** What stays in memory once all rows were asked for. */
  readonly bytesAKey: number;
}

async function measure(keyCount: number): Promise<Measured> {
  const crowd = await openCrowdedTree(keyCount / 10);
  const before = usedBytes();
  await crowd.acceptKeys();
  const watch = watchTurns();
  await crowd.allRows();
  const times = await watch.end();
  const bytesAKey = (usedBytes() - before) / keyCount;
  crowd.dispose();
  return { ...times, bytesAKey };
}

/** Comes back in each turn of the event loop, and notes how long the one before took. */
function watchTurns(): { end(): Promise<Omit<Measured, 'bytesAKey'>> } {
  const longest = { wall: 0, cpu: 0 };
  const start = { wall: performance.now(), cpu: cpuTime() };
  let last = start;
  let timer = setImmediate(look);
  function look(): void {
    const now = { wall: performance.now(), cpu: cpuTime() };
    longest.wall = Math.max(longest.wall, now.wall - last.wall);
    longest.cpu = Math.max(longest.cpu, now.cpu - last.cpu);
    last = now;
    timer = setImmediate(look);
  }
  return {
    end: async () => {
      const milliseconds = performance.now() - start.wall;
      const cpuMilliseconds = cpuTime() - start.cpu;
      await new Promise(setImmediate);
      clearImmediate(timer);
      return { milliseconds, cpuMilliseconds, longestBlock: longest.wall, longestCpuBlock: longest.cpu };
    },
  };
}

/** Milliseconds. */
function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function usedBytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

async function main(): Promise<void> {
  const figures: Figure[] = [];
  for (const count of keyCounts) {
    const found: Measured[] = [];
    for (let run = 0; run < runs; run += 1) found.push(await measure(count));
    const of = (what: keyof Measured) => found.map(each => each[what]);
    const note = `computed ${median(of('cpuMilliseconds')).toFixed(0)} ms`;
    const block = `computed ${median(of('longestCpuBlock')).toFixed(1)} ms`;
    figures.push(
      figure(`all rows of ${count} keys`, 'ms', of('milliseconds'), { goal: count / 50, note }),
      figure(`all rows of ${count} keys, longest block`, 'ms', of('longestBlock'), { goal: 20, note: block }),
      figure(`memory a key, of ${count}`, 'KB', of('bytesAKey').map(kilobytes), { goal: 1 }),
    );
  }
  console.log(JSON.stringify(figures, undefined, 2));
}

function kilobytes(bytes: number): number {
  return bytes / 1024;
}

void main();
