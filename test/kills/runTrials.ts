import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { Lanes } from './lanes';
import type { Plan, Trial } from './plan';
import { startTrials, type Trials } from './startTrials';
import { type Moment, momentName } from './timeline';
import { interruptedRun, type Passed, snapshotRun, undisturbedRun } from './trial';

/** The steps that leave everything as it is. */
const readings: ReadonlySet<string> = new Set(['ListAccessKeys', 'GetAccessKey', 'FetchToken']);

function isChange({ step, side }: Moment): boolean {
  return side === 'after' && !readings.has(step);
}

/** Each lane takes a core and 1 GB of memory. */
const maxLanes = 4;

/** A trial whose undisturbed run is over. */
interface Known extends Trial {
  /** Where it ran. */
  readonly lane: Trials | undefined;
  readonly passed: readonly Passed[];
  /** Fails as the run did. */
  readonly run: Promise<unknown>;
}

/**
 * The moments of a scenario are known once it has run undisturbed: its tests are made then. Runs are on their way
 * before their tests wait for them, as many at once as there are lanes.
 */
async function makeTests({ trials, snapshots }: Plan): Promise<void> {
  const all: Trials[] = [];
  after(() => Promise.all(all.map(each => each.close())));
  const starting = Array.from({ length: Math.min(maxLanes, availableParallelism()) }, () => startTrials());
  all.push(...(await Promise.all(starting)));
  const lanes = new Lanes(all);

  const known = await Promise.all(trials.map(trial => runUndisturbed(lanes, trial)));
  for (const trial of known) {
    describe(trial.scenario.name, () => {
      testUndisturbed(trial);
      if (snapshots) testSnapshots(lanes, trial);
    });
  }
  // Last, as they go to whichever lane is free when the snapshots of another one are all checked.
  for (const trial of known) {
    describe(trial.scenario.name, () => {
      testEnds(lanes, trial);
    });
  }
  describe('after all of these', () => {
    it('no secret stands in clear text anywhere but in the files of the workspace', async () => {
      assert.deepEqual((await Promise.all(all.map(each => each.leaks()))).flat(), []);
    });
  });
}

async function runUndisturbed(lanes: Lanes<Trials>, trial: Trial): Promise<Known> {
  const run = lanes.use(async lane => ({ lane, passed: await undisturbedRun(lane, trial.scenario) }));
  const { lane, passed } = await run.catch(() => ({ lane: undefined, passed: [] }));
  return { ...trial, run, lane, passed };
}

function testUndisturbed({ run, passed, ends }: Known): void {
  it(`goes through ${passed.length} moments, and all is well when nothing happens`, async () => {
    await run;
    const names = passed.map(({ at }) => momentName(at));
    assert.notEqual(names.length, 0);
    for (const { at } of ends)
      if (at !== 'every moment') for (const name of at) assert.ok(names.includes(name), name);
  });
}

/** On the lane of the undisturbed run: only there are its addresses the service's, and its secrets can be unsealed. */
function testSnapshots(lanes: Lanes<Trials>, { scenario, passed, lane }: Known): void {
  describe('when everything ends', () => {
    for (const each of passed) {
      if (!isChange(each.at)) continue;
      const run = onItsWay(lanes.use(trials => snapshotRun(trials, scenario, each), lane));
      it(momentName(each.at), () => run);
    }
  });
}

function testEnds(lanes: Lanes<Trials>, { scenario, passed, ends }: Known): void {
  for (const { kind, at: names } of ends) {
    describe(`when ${kind.name}`, () => {
      for (const { at } of passed) {
        if (names !== 'every moment' && !names.includes(momentName(at))) continue;
        const run = onItsWay(lanes.use(trials => interruptedRun(trials, scenario, { at, kind })));
        it(momentName(at), () => run);
      }
    });
  }
}

/** Its failure is told by the test that waits for it, not before. */
function onItsWay<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

/** For mocha with `delay`: makes the tests of a plan, and begins with them. */
export function runTrials(plan: Plan): void {
  makeTests(plan)
    .catch((error: unknown) => {
      it('starts', () => {
        assert.ifError(error);
      });
    })
    .finally(run);
}
