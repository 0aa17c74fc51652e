import { startUi, type Ui, type UiOptions } from './startUi';

/**
 * For a `describe`: starts VS Code before its tests and ends it after them; saves a picture of each window where a
 * test fails.
 * @returns what was started; to be called inside a test.
 */
export function useUi(options?: UiOptions): () => Ui {
  let ui: Ui | undefined;

  before(async () => {
    ui = await startUi(options);
  });

  afterEach(async function () {
    const { currentTest } = this;
    if (currentTest?.state !== 'failed') return;
    for (const [index, window] of (ui?.windows ?? []).entries()) {
      const file = await window.screenshot(`${currentTest.fullTitle()} ${index + 1}`);
      console.error(`      The window when it failed: ${file}\n${await window.shown()}`);
    }
  });

  after(async () => {
    await ui?.close();
  });

  return () => {
    if (ui === undefined) throw new Error('VS Code has not been started.');
    return ui;
  };
}
