import assert from 'node:assert/strict';
import { rotationSteps } from '../../../src/rotation/rotation';
import { hurryTimers } from '../../fakes/hurryTimers';
import { breakAndGoOn, waysAfter } from './support/breakAndGoOn';
import { faultsOf } from './support/faults';
import { record, scenarios } from './support/scenarios';

describe('A rotation, broken at every call it makes in every way, and gone on with', () => {
  hurryTimers();

  for (const step of rotationSteps) {
    it(`keeps every promise at ${step}`, async () => {
      const failures: string[] = [];
      let count = 0;
      for (const scenario of scenarios) {
        const { calls, outcome } = await record(scenario);
        const decidedAt = calls.findIndex(({ call }) => call === 'secrets.store');
        for (const { call, index } of calls.filter(each => each.step === step)) {
          for (const { name, fault } of faultsOf(call)) {
            for (const way of waysAfter(fault, outcome.kind)) {
              count += 1;
              await breakAndGoOn({ scenario, index, fault, way, decidedAt, cleanEnd: outcome.kind }).catch(
                (error: unknown) => {
                  failures.push(
                    `${scenario.name}: ${name} at ${call} (call ${index}), then ${way}: ${String(error)}`,
                  );
                },
              );
            }
          }
        }
      }
      assert.ok(count > 0, 'no call was broken');
      const some = failures.slice(0, 10).join('\n');
      assert.equal(failures.length, 0, `${failures.length} of ${count} broke a promise:\n${some}`);
    });
  }
});
