import assert from 'node:assert/strict';
import { useUi } from '../browser/useUi';

describe('the packaged extension at first sight', () => {
  const ui = useUi();

  it('welcomes in its view, and has asked nobody for anything', async () => {
    const { window, emulator } = ui();
    await window.openView();
    await window.sidebar.getByRole('button', { name: 'Add Project' }).first().waitFor();
    assert.deepEqual(emulator.requests, []);
  });
});
