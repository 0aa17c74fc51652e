import assert from 'node:assert/strict';
import { Clipboard, maxStay } from '../../../src/ui/clipboard';
import { MemoryLog } from '../../fakes/memoryLog';
import { readManifest } from '../manifest/manifest';

const soon = 0.01;

/** A clipboard in memory that tells of each call, and can be read at once unless `isReadable` is false. */
function open(clearAfter: number, isReadable = true) {
  const log = new MemoryLog();
  let held = '';
  let reads: (() => void)[] = [];
  let isLocked = false;
  let told: () => void = () => undefined;
  const called = (): void => {
    const tell = told;
    // Whoever made the call goes on first.
    setImmediate(() => {
      tell();
    });
  };
  const clipboard = new Clipboard({
    clearAfter: () => clearAfter,
    text: {
      readText: () => {
        called();
        return isLocked ? Promise.reject(new Error('not allowed')) : Promise.resolve(held);
      },
      writeText: text => {
        held = text;
        return Promise.resolve();
      },
    },
    whenReadable: read => {
      if (isReadable) read();
      else reads.push(read);
      called();
      return {
        dispose: () => {
          reads = reads.filter(each => each !== read);
        },
      };
    },
    log,
  });
  return {
    clipboard,
    log,
    held: () => held,
    waiting: () => reads.length,
    copyElsewhere: (text: string) => {
      held = text;
    },
    lock: () => {
      isLocked = true;
    },
    focus: () => {
      for (const read of reads) read();
    },
    /** Ends after the next call that is not made by `copySecret`. */
    next: () =>
      new Promise<void>(resolve => {
        told = resolve;
      }),
  };
}

describe('the clipboard', () => {
  it('loses a secret after a while', async () => {
    const { clipboard, held, next } = open(soon);
    assert.equal(await clipboard.copySecret('demo-secret'), soon);
    assert.equal(held(), 'demo-secret');
    await next();
    assert.equal(held(), '');
  });

  it('keeps what was copied since', async () => {
    const { clipboard, held, next, copyElsewhere } = open(soon);
    await clipboard.copySecret('demo-secret');
    copyElsewhere('something else');
    await next();
    assert.equal(held(), 'something else');
  });

  it('keeps a secret where the setting says never', async () => {
    const { clipboard, held } = open(0);
    assert.equal(await clipboard.copySecret('demo-secret'), 0);
    assert.equal(held(), 'demo-secret');
  });

  it('counts from the last secret on', async () => {
    const { clipboard, held, next, waiting } = open(soon, false);
    await clipboard.copySecret('first');
    await clipboard.copySecret('second');
    await next();
    assert.equal(waiting(), 1);
    assert.equal(held(), 'second');
  });

  it('waits until it can be read, and no longer once it is disposed', async () => {
    const { clipboard, held, next, focus, waiting } = open(soon, false);
    await clipboard.copySecret('demo-secret');
    await next();
    assert.equal(held(), 'demo-secret');
    const cleared = next();
    focus();
    await cleared;
    assert.equal(held(), '');
    clipboard.dispose();
    assert.equal(waiting(), 0);
  });

  it('logs it where it can’t be read after all, without the secret', async () => {
    const { clipboard, log, next, lock } = open(soon);
    await clipboard.copySecret('demo-secret');
    lock();
    await next();
    assert.match(log.lines.join(), /could not be taken off the clipboard[^]*not allowed/);
    assert.ok(!log.lines.join().includes('demo-secret'));
  });

  it('waits no longer than a timer can, whatever the settings say', async () => {
    for (const [asked, waited] of [
      [maxStay + 1, maxStay],
      [2 ** 53, maxStay],
      [-1, 0],
    ] as const) {
      const { clipboard } = open(asked);
      assert.equal(await clipboard.copySecret('demo-secret'), waited);
      clipboard.dispose();
    }
    assert.ok(maxStay * 1000 < 2 ** 31);
    const { properties } = readManifest().contributes.configuration;
    assert.equal(properties['sinchAccessKeys.clipboard.clearAfterSeconds']?.maximum, maxStay);
  });
});
