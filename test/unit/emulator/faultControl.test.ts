import assert from 'node:assert/strict';
import { anna, north, twoProjects } from './seeds';
import { withEmulator } from './withEmulator';

const faults = '/__emulator/faults';

describe('fault control of the emulator', () => {
  it('adds, lists and takes back faults while the emulator runs', async () => {
    await withEmulator({ seed: twoProjects }, async ({ call, signIn }) => {
      const token = await signIn(anna);
      const status = async () => (await call('GET', north, { token })).status;
      const fault = { operation: 'ListAccessKeys', kind: 'answer', status: 503, times: 3 };
      assert.deepEqual((await call('GET', faults)).json, []);
      assert.deepEqual((await call('POST', faults, { body: fault })).json, [fault]);
      assert.equal(await status(), 503);
      assert.deepEqual((await call('GET', faults)).json, [{ ...fault, times: 2 }]);
      assert.deepEqual((await call('DELETE', faults)).json, []);
      assert.equal(await status(), 200);
    });
  });

  it('cuts calls that hang when faults are taken back, and leaves the data', async () => {
    await withEmulator({ seed: twoProjects }, async ({ arrived, call, emulator, signIn }) => {
      const token = await signIn(anna);
      await call('DELETE', `${north}/key-boris`, { token });
      await call('POST', faults, { body: { operation: 'ListAccessKeys', kind: 'hang' } });
      const cut = assert.rejects(call('GET', north, { token }), TypeError);
      await arrived('ListAccessKeys');
      await call('DELETE', faults);
      await cut;
      assert.equal(emulator.keys('north').length, 1);
    });
  });

  it('says what is wrong with a fault', async () => {
    await withEmulator({}, async ({ call }) => {
      const operation = 'GetAccessKey';
      for (const [body, message] of [
        ['{', 'fault: it is not JSON'],
        ['5', 'fault: it must be an object'],
        [{ operation }, 'fault: kind is missing'],
        [{ operation, kind: 'late' }, 'fault: kind must be one of answer, drop, dropAfter, hang, none'],
        [{ operation, kind: 'drop', when: 'now' }, 'fault: when must not be there'],
        [
          { operation: 'Read', kind: 'drop' },
          'fault: operation must be one of FetchToken, ListAccessKeys, CreateAccessKey, GetAccessKey, UpdateAccessKey, DeleteAccessKey',
        ],
      ] as const) {
        const { status, json } = await call('POST', faults, { body });
        assert.deepEqual([status, json], [400, { message }]);
      }
      assert.deepEqual((await call('GET', faults)).json, []);
    });
  });

  it('is no part of the service: other methods are refused, and nothing is recorded or delayed', async () => {
    await withEmulator({ delay: 60_000 }, async ({ call, emulator }) => {
      const { status, headers } = await call('PUT', faults);
      assert.deepEqual([status, headers.get('allow')], [405, 'GET, POST, DELETE']);
      assert.deepEqual([emulator.requests, emulator.violations], [[], []]);
    });
  });
});
