import type { EmulatedOperation, Fault } from './contract';

/** Faults that have yet to happen, each operation's in the order they were asked for. */
export interface FaultQueue {
  add(fault: Fault): void;
  /** The fault of this call; it counts as happened. */
  take(operation: EmulatedOperation): Fault | undefined;
  /** With `times` as it is now. */
  pending(): readonly Fault[];
  clear(): void;
}

export function createFaultQueue(): FaultQueue {
  const queue: { readonly fault: Fault; left: number }[] = [];
  return {
    add(fault) {
      queue.push({ fault, left: fault.times ?? 1 });
    },
    take(operation) {
      const index = queue.findIndex(entry => entry.fault.operation === operation);
      const entry = queue[index];
      if (entry === undefined) return undefined;
      entry.left -= 1;
      if (entry.left <= 0) queue.splice(index, 1);
      return entry.fault;
    },
    pending: () => queue.map(({ fault, left }) => ({ ...fault, times: left })),
    clear() {
      queue.length = 0;
    },
  };
}
