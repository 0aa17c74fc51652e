import { closedWindow, type EndingKind, killedHost } from './endings';
import type { Scenario } from './scenario';
import { createAndInsert } from './scenarios/createAndInsert';
import { createForLater } from './scenarios/createForLater';
import { rotateAndDelete, rotateSignIn } from './scenarios/rotate';

export interface Trial {
  readonly scenario: Scenario;
  /** What ends it at each of its moments. */
  readonly kinds: readonly EndingKind[];
  /** Only the moments after a step that changes something: what is kept then is what is kept until the next one. */
  readonly onlyChanges?: boolean;
}

/** What is tried each time; `wholePlan` has every moment. */
export const plan: readonly Trial[] = [
  { scenario: createForLater, kinds: [killedHost, closedWindow], onlyChanges: true },
  { scenario: createAndInsert, kinds: [killedHost], onlyChanges: true },
  { scenario: rotateAndDelete, kinds: [killedHost], onlyChanges: true },
  { scenario: rotateSignIn, kinds: [killedHost], onlyChanges: true },
];

/** Each scenario, ended in each way at each of its moments: takes twenty minutes. */
export const wholePlan: readonly Trial[] = plan.map(({ scenario }) => ({
  scenario,
  kinds: [killedHost, closedWindow],
}));
