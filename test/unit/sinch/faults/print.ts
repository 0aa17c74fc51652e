import { publishRequests } from '../support/publishRequests';
import { faults } from './faults';
import { loadExplain } from './loadExplain';
import { operationNames } from './operations';
import { dueCell, runCell } from './runCell';

/** Runs the matrix and prints what each operation comes to in each fault; `!` marks what it should not come to. */
async function print(): Promise<void> {
  publishRequests();
  const explain = await loadExplain();
  let wrong = 0;
  console.log(['fault', ...operationNames].join(' | '));
  for (const fault of faults) {
    const cells: string[] = [];
    for (const name of operationNames) {
      const { end, requests, creates } = await runCell(fault, name, explain);
      const due = dueCell(fault, name);
      const isDue = end === due.end && requests === due.requests && creates === due.creates;
      if (!isDue) wrong += 1;
      cells.push(`${isDue ? '' : '! '}${end} ×${requests}`);
    }
    console.log([fault.name.replaceAll(/\s+/g, ' '), ...cells].join(' | '));
  }
  console.log(`${faults.length} faults × ${operationNames.length} operations, ${wrong} wrong`);
  process.exitCode = wrong === 0 ? 0 : 1;
}

void print();
