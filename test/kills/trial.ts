import { setTimeout as pause } from 'node:timers/promises';
import type { EndingKind } from './endings';
import type { Scenario } from './scenario';
import type { Trials } from './startTrials';
import { type Moment, momentName, Timeline } from './timeline';

/** Milliseconds a moment that came during the undisturbed run may come later than everything a user sees. */
const patience = 10_000;

/** Runs a scenario to its end, and checks it. @returns the moments it went through. */
export function undisturbedRun(trials: Trials, scenario: Scenario): Promise<readonly Moment[]> {
  return pictured(trials, scenario.name, async () => {
    await trials.begin(scenario.files);
    const timeline = new Timeline();
    trials.watch(timeline);
    await scenario.run(trials.stage);
    const { moments } = timeline;
    await trials.reopen();
    await scenario.check(trials.stage);
    return moments;
  });
}

/** Runs a scenario until `at`, ends everything there, opens another window, and checks what is left. */
export function interruptedRun(
  trials: Trials,
  scenario: Scenario,
  { at, kind }: { readonly at: Moment; readonly kind: EndingKind },
): Promise<void> {
  return pictured(trials, `${scenario.name} ${kind.name} ${momentName(at)}`, async () => {
    await trials.begin(scenario.files);
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
