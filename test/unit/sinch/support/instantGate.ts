import { TokenGate } from '../../../../src/sinch/tokenGate';

/** A gate whose waits are over at once, on a clock of its own. */
export function instantGate(): TokenGate {
  let now = 0;
  return new TokenGate({
    now: () => now,
    wait: milliseconds => {
      now += milliseconds;
      return Promise.resolve();
    },
  });
}
