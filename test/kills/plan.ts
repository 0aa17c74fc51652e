import { closedWindow, type EndingKind, killedHost } from './endings';
import type { Scenario } from './scenario';
import { createAndInsert } from './scenarios/createAndInsert';
import { createForLater } from './scenarios/createForLater';
import { rotateAndDelete, rotateSignIn } from './scenarios/rotate';

export interface Plan {
  /** Whether a window is opened on what was stored after each step that changes something. */
  readonly snapshots: boolean;
  readonly trials: readonly Trial[];
}

export interface Trial {
  readonly scenario: Scenario;
  readonly ends: readonly End[];
}

/** What really ends a scenario. */
export interface End {
  readonly kind: EndingKind;
  /** The moments at which it does, by name. */
  readonly at: readonly string[] | 'every moment';
}

/** What is tried each time: every change by what it leaves, and some of them by a real end. */
export const plan: Plan = {
  snapshots: true,
  trials: [
    {
      scenario: createForLater,
      ends: [
        { kind: killedHost, at: ['after CreateAccessKey'] },
        { kind: closedWindow, at: ['after storing the secret entry pendingKey'] },
      ],
    },
    { scenario: createAndInsert, ends: [{ kind: killedHost, at: ['after writing the file .env'] }] },
    {
      scenario: rotateAndDelete,
      ends: [
        { kind: killedHost, at: ['before writing the file worker/.env'] },
        { kind: closedWindow, at: ['after DeleteAccessKey'] },
      ],
    },
    { scenario: rotateSignIn, ends: [{ kind: killedHost, at: ['after CreateAccessKey'] }] },
  ],
};

/** Each scenario, really ended in each way at each of its moments: takes twenty minutes. */
export const wholePlan: Plan = {
  snapshots: false,
  trials: plan.trials.map(({ scenario }) => ({
    scenario,
    ends: [killedHost, closedWindow].map(kind => ({ kind, at: 'every moment' })),
  })),
};
