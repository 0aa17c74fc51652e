import assert from 'node:assert/strict';
import { createAndKeep } from '../../../src/keys/createAndKeep';
import { MemoryLog } from '../../fakes/memoryLog';
import { MemorySecrets } from '../../fakes/memorySecrets';
import { openPendingSecrets } from '../../fakes/openPendingSecrets';
import { chunks, head, http, json, send, sent } from '../sinch/faults/fault';
import { goodAnswers, secrets } from '../sinch/faults/operations';
import { type Act, withRawServer } from '../sinch/faults/rawServer';
import { emulatedClient } from '../sinch/support/emulatedClient';
import { usePublishedRequests } from '../sinch/support/publishRequests';

const projectId = 'demo-project';
const created = JSON.stringify(goodAnswers.created);
const whole = http(200, json, created);
const other = JSON.stringify({ accessKey: { accessKeyId: 'other-key' }, secret: 'demo-secret~other' });

/** Creates a key, whose answer goes as these acts say. @returns what came of it, and the entries in secret storage */
async function createWith(acts: readonly Act[]) {
  const storage = new MemorySecrets();
  const { pendingSecrets } = openPendingSecrets(storage, new MemoryLog());
  const signIn = sent(http(200, json, JSON.stringify(goodAnswers.token)));
  const unused = () => Promise.reject(new Error('the answer says which key it is'));
  let outcome: unknown;
  await withRawServer(
    ({ path }) => (path === '/token' ? signIn : acts),
    async url => {
      const { keys } = emulatedClient({ accountUrl: url, tokenUrl: `${url}/token` });
      const parts = {
        connections: { to: () => Promise.resolve(keys) },
        keys: { put: () => undefined, relist: unused },
        pendingSecrets,
      };
      const wanted = { createId: `${projectId}/create-1`, projectId, displayName: 'demo' };
      outcome = await createAndKeep(
        parts,
        { ...wanted, keyIdsBefore: [], begunAt: 0 },
        new AbortController().signal,
      );
    },
  );
  return { outcome, stored: [...storage.values.values()].map(text => JSON.parse(text) as unknown) };
}

describe('the secret in the answer to a create is stored', () => {
  usePublishedRequests();

  const cases: Readonly<Record<string, readonly Act[]>> = {
    'with junk behind it in the same segment': sent(`${whole}junk`),
    'with a second answer in the same segment': sent(whole + http(200, json, other)),
    'with a second answer on a connection that is kept': sent(
      (whole + http(200, json, other)).replaceAll('Connection: close', 'Connection: keep-alive'),
    ),
    'in chunks, with junk behind them': sent(`${chunks(created, '0\r\n\r\n')}junk`),
    'in chunks without a valid end': sent(chunks(created, 'zz\r\n')),
    'of a body that is cut off behind it': sent(head(200, { 'Content-Length': '9999' }) + created),
    'of a body whose end never comes': [
      send(head(200, { 'Content-Length': '9999' }) + created),
      { do: 'stall' },
    ],
    'before more than is read of a body': sent(http(200, json, created + ' '.repeat(1024 * 1024))),
  };
  for (const [name, acts] of Object.entries(cases)) {
    it(name, async () => {
      const key = { projectId, accessKeyId: 'demo-key', displayName: 'demo' };
      const secret = { ...key, secret: secrets.newSecret };
      const { outcome, stored } = await createWith(acts);
      assert.deepEqual(outcome, { kind: 'made', secret, kept: 'stored' });
      assert.deepEqual(stored, [key, secret]);
    });
  }
});
