import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { Lanes } from './lanes';
import type { Trial } from './plan';
import { startTrials, type Trials } from './startTrials';
import { type Moment, momentName } from './timeline';
import { interruptedRun, undisturbedRun } from './trial';

/** The steps that leave everything as it is. */
const readings: ReadonlySet<string> = new Set(['ListAccessKeys', 'GetAccessKey', 'FetchToken']);

function isChange({ step, side }: Moment): boolean {
  return side === 'after' && !readings.has(step);
}

/** Each lane takes a core and 1 GB of memory. */
const maxLanes = 4;

/**
 * The moments of a scenario are known once it has run undisturbed: its tests are made then. Runs are on their way
 * before their tests wait for them, as many at once as there are lanes.
 */
async function makeTests(plan: readonly Trial[]): Promise<void> {
  const all: Trials[] = [];
  after(() => Promise.all(all.map(trials => trials.close())));
  const starting = Array.from({ length: Math.min(maxLanes, availableParallelism()) }, () => startTrials());
  all.push(...(await Promise.all(starting)));
  const lanes = new Lanes(all);

  const undisturbed = plan.map(({ scenario, kinds, onlyChanges = false }) => {
    const moments = onItsWay(lanes.use(trials => undisturbedRun(trials, scenario)));
    return { scenario, kinds, moments, onlyChanges };
  });
  for (const { scenario, kinds, moments, onlyChanges } of undisturbed) {
    const known = await moments.catch(() => []);
    describe(scenario.name, () => {
      it(`goes through ${known.length} moments, and all is well when nothing happens`, async () => {
        assert.notEqual((await moments).length, 0);
      });
      for (const kind of kinds) {
        describe(`when ${kind.name}`, () => {
          for (const at of known) {
            if (onlyChanges && !isChange(at)) continue;
            const run = onItsWay(lanes.use(trials => interruptedRun(trials, scenario, { at, kind })));
            it(momentName(at), () => run);
          }
        });
      }
    });
  }
  describe('after all of these', () => {
    it('no secret stands in clear text anywhere but in the files of the workspace', async () => {
      assert.deepEqual((await Promise.all(all.map(trials => trials.leaks()))).flat(), []);
    });
  });
}

/** Its failure is told by the test that waits for it, not before. */
function onItsWay<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

/** For mocha with `delay`: makes the tests of a plan, and begins with them. */
export function runTrials(plan: readonly Trial[]): void {
  makeTests(plan)
    .catch((error: unknown) => {
      it('starts', () => {
        assert.ifError(error);
      });
    })
    .finally(run);
}
