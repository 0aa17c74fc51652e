import assert from 'node:assert/strict';
import { assertHides } from '../support/assertHides';
import { usePublishedRequests } from '../support/publishRequests';
import type { Fault } from './fault';
import { faults } from './faults';
import { loadExplain } from './loadExplain';
import { type OperationName, operationNames, secrets } from './operations';
import { dueCell, runCell } from './runCell';

describe('the matrix of faults and operations', () => {
  usePublishedRequests();

  let explain: (error: unknown) => string;
  before(async () => {
    explain = await loadExplain();
  });

  it('has at least 600 cells, and no fault twice', () => {
    assert.ok(faults.length * operationNames.length >= 600);
    const names = faults.map(({ name }) => name);
    assert.deepEqual([...new Set(names)], names);
  });

  async function checkCell(fault: Fault, name: OperationName): Promise<void> {
    const cell = await runCell(fault, name, explain);
    const due = dueCell(fault, name);
    const sentence = cell.sentence.replace(/127\.0\.0\.1:\d+/, '127.0.0.1:*');
    const { end, requests, creates } = cell;
    assert.deepEqual(
      { end, sentence: sentence.slice(0, due.sentence.length), requests, creates },
      due,
      `${name}: ${sentence}`,
    );
    // What is told in full must not be told of a call that works, nor the other way round.
    assert.equal(sentence === '', due.sentence === '', `${name}: ${sentence}`);
    assertHides(cell.error, Object.values(secrets));
    for (const secret of Object.values(secrets)) assert.ok(!cell.sentence.includes(secret), name);
  }

  for (const fault of faults) {
    it(fault.name, async () => {
      for (const name of operationNames) await checkCell(fault, name);
    });
  }
});
