import { setTimeout as pause } from 'node:timers/promises';
import type { EndingKind } from './endings';
import type { Scenario } from './scenario';
import type { Snapshot } from './snapshot';
import type { Trials } from './startTrials';
import { type Moment, momentName, Timeline } from './timeline';

/** Milliseconds a moment that came during the undisturbed run may come later than everything a user sees. */
const patience = 10_000;

/** A moment an undisturbed run went through, and what was stored then. */
export interface Passed {
  readonly at: Moment;
  readonly snapshot: Snapshot;
}

/** Runs a scenario to its end, and checks it. @returns the moments it went through. */
export function undisturbedRun(trials: Trials, scenario: Scenario): Promise<readonly Passed[]> {
  return pictured(trials, scenario.name, async () => {
    await trials.begin({ files: scenario.files });
    const passed: Passed[] = [];
    const timeline = new Timeline(undefined, at => {
      passed.push({ at, snapshot: trials.snapshot() });
    });
    trials.watch(timeline);
    await scenario.run(trials.stage);
    await trials.assertAllTold();
    await trials.reopen();
    await scenario.check(trials.stage);
    return passed;
  });
}

/**
 * Opens a window on what was stored at a moment, and checks what is left. That is what an end at this moment leaves:
 * whatever was about to be done is stopped then, as in `interruptedRun`. Only what VS Code itself keeps is not in it,
 * such as the text of an editor that was not saved.
 */
export function snapshotRun(trials: Trials, scenario: Scenario, { at, snapshot }: Passed): Promise<void> {
  return pictured(trials, `${scenario.name} ${momentName(at)}`, async () => {
    await trials.begin(snapshot);
    await scenario.check(trials.stage);
  });
}

/** Runs a scenario until `at`, ends everything there, opens another window, and checks what is left. */
export function interruptedRun(
  trials: Trials,
  scenario: Scenario,
  { at, kind }: { readonly at: Moment; readonly kind: EndingKind },
): Promise<void> {
  return pictured(trials, `${scenario.name} ${kind.name} ${momentName(at)}`, async () => {
    await trials.begin({ files: scenario.files });
    await new Promise<void>((ended, failed) => {
      const end = () => kind.end(() => trials.killExtensionHosts()).then(ended, failed);
      trials.watch(new Timeline({ at, end }));
      scenario
        .run(trials.stage)
        .then(() => pause(patience))
        .then(() => {
          throw new Error(`This run did not come to the moment ${momentName(at)}.`);
        })
        .catch(failed);
    });
    await trials.reopen();
    await scenario.check(trials.stage);
  });
}

/** Saves a picture of the window where `work` fails. */
async function pictured<T>(trials: Trials, name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    for (const window of trials.windows) {
      const file = await window.screenshot(name).catch(() => 'there is none');
      console.error(`      The window when it failed (${name}): ${file}`);
    }
    throw error;
  }
}
