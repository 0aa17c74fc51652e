// Prints, as JSON, what it takes to ask for all rows of a tree of 2,500, 5,000 and 10,000 keys.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { openCrowdedTree } from '../../test/fakes/crowdedTree';

const keyCounts = [2500, 5000, 10_000];
const runs = 7;

interface Figures {
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

async function measure(keyCount: number): Promise<Figures> {
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
function watchTurns(): { end(): Promise<Omit<Figures, 'bytesAKey'>> } {
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

function spread(values: readonly number[]) {
  const sorted = values.map(value => Math.round(value * 10) / 10).sort((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)], min: sorted[0], max: sorted.at(-1) };
}

async function main(): Promise<void> {
  const rows = [];
  for (const keys of keyCounts) {
    const found: Figures[] = [];
    for (let run = 0; run < runs; run += 1) found.push(await measure(keys));
    const spreadOf = (figure: keyof Figures) => spread(found.map(figures => figures[figure]));
    rows.push({
      keys,
      milliseconds: spreadOf('milliseconds'),
      cpuMilliseconds: spreadOf('cpuMilliseconds'),
      longestBlock: spreadOf('longestBlock'),
      longestCpuBlock: spreadOf('longestCpuBlock'),
      bytesAKey: spreadOf('bytesAKey'),
    });
  }
  console.log(JSON.stringify(rows, undefined, 2));
}

void main();
