import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { runSuites } from '../../run/runSuites';
import type { Suite } from '../../run/suites';

type Run = Suite['run'];

const suite = (name: string, opensWindows: boolean, counted: boolean, run: Run): Suite => ({
  name,
  opensWindows,
  counted,
  needs: [],
  run,
});
const counting =
  (passed: number, failed: readonly string[] = []): Run =>
  ({ outcome }) =>
    writeFile(outcome, JSON.stringify({ passed, failed }));

async function runAll(...suites: readonly Suite[]): Promise<{ outcome: object; text: string }> {
  let text = '';
  const outcome = await runSuites(suites, more => {
    text += more;
  });
  return { outcome, text: text.replaceAll(/[\d.]+ s$/gm, '… s') };
}

describe('running suites', () => {
  it('adds up what passed and what failed', async () => {
    const { outcome } = await runAll(
      suite('types', false, false, () => Promise.resolve()),
      suite('unit', false, true, counting(20)),
      suite('ui', true, true, counting(300, ['the tree shows keys: timeout', 'the tree hides'])),
    );
    assert.deepEqual(outcome, {
      passed: 321,
      failed: ['ui: the tree shows keys: timeout', 'ui: the tree hides'],
    });
  });

  it('counts as a failure a suite that fails without a test, and one that has run none', async () => {
    const failing = (): Promise<void> => Promise.reject(new Error('It ended with 2.'));
    const { outcome, text } = await runAll(
      suite('types', false, false, failing),
      suite('unit', false, true, () => Promise.resolve()),
      suite('host', true, true, async run => {
        await counting(5)(run);
        await failing();
      }),
    );
    const ended = 'It ended with 2.';
    assert.deepEqual(outcome, {
      passed: 5,
      failed: [`types: ${ended}`, 'unit: No test has run.', `host: ${ended}`],
    });
    for (const line of ['It ended with 2.', 'No test has run.', '── types: 1 wrong'])
      assert.ok(text.includes(line), text);
  });

  it('runs those that open windows beside the others, and each text is whole', async () => {
    const windows = new AbortController();
    const windowless = new AbortController();
    const { text } = await runAll(
      suite('types', false, false, async ({ write }) => {
        write('types begin\n');
        await once(windows.signal, 'abort');
        write('types end\n');
        windowless.abort();
      }),
      suite('host', true, false, async ({ write }) => {
        write('host begins\n');
        windows.abort();
        await once(windowless.signal, 'abort');
        write('host ends\n');
      }),
    );
    const types = '\n── types ──\ntypes begin\ntypes end\n── types: all right, … s\n';
    assert.equal(text, `${types}\n── host ──\nhost begins\nhost ends\n── host: all right, … s\n`);
  });
});
