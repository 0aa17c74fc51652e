import assert from 'node:assert/strict';
import { Uri } from 'vscode';
import { openFile } from '../../src/commands/env/fileRemedies';
import { showMessage, runReportingErrors } from '../../src/commands/runReportingErrors';
import { SecretStorageError } from '../../src/storage/secretVault';
import { UserError } from '../../src/ui/userError';
import { MemoryLog } from '../fakes/memoryLog';
import { ScriptedPrompts } from '../fakes/scriptedPrompts';

describe('what a task fails with', () => {
  let log: MemoryLog;
  let prompts: ScriptedPrompts;
  beforeEach(() => {
    log = new MemoryLog();
    prompts = new ScriptedPrompts();
  });
  afterEach(() => {
    prompts.done();
  });

  const fails = (error: Error) => runReportingErrors({ log, prompts }, 'A demo', () => Promise.reject(error));

  it('is told in its own words, or in those of the reason, and not logged', async () => {
    await fails(new UserError('Not here.'));
    await fails(new SecretStorageError('read'));
    const [first, second, ...others] = prompts.messages('warn');
    assert.equal(first, 'Not here.');
    assert.match(second ?? '', /secret storage didn’t answer/);
    assert.deepEqual([others, log.lines], [[], []]);
  });

  it('is logged where it is a bug, and shown on demand', async () => {
    prompts.will({ press: 'Show Log' });
    await fails(new TypeError('a bug'));
    assert.match(prompts.last('warn').message, /Unexpected error\. See the log/);
    assert.match(log.lines[0] ?? '', /^A demo failed\. \[?TypeError: a bug/);
  });

  it('is nothing to tell where the user cancelled', async () => {
    await fails(new DOMException('cancelled', 'AbortError'));
    assert.deepEqual([prompts.asked, log.lines], [[], []]);
  });

  it('is told of a remedy too', async () => {
    const gone = Uri.file('/demo/folder/that/is/gone/.env');
    prompts.will({ press: 'Open File' });
    await showMessage({ log, prompts }, 'notify', 'Done.', [
      { label: 'Open File', run: () => openFile(gone) },
    ]);
    assert.match(prompts.last('warn').message, /gone\/\.env couldn’t be opened\. It may have been moved/);
  });

  it('is logged once where nothing can be shown any more', async () => {
    prompts.warn = () => Promise.reject(new Error('closing'));
    await showMessage({ log, prompts }, 'warn', 'Not here.', []);
    assert.match(log.lines.join('\n'), /^A notification could not be shown\. \[?Error: closing/);
  });
});
