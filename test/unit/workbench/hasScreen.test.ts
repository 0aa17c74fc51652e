import assert from 'node:assert/strict';
import { hasScreen } from '../../workbench/chooseWorkbench';

describe('hasScreen', () => {
  it('is true on systems that always have one', () => {
    assert.ok(hasScreen('darwin', {}));
    assert.ok(hasScreen('win32', {}));
  });

  it('goes by the display’s name elsewhere', () => {
    assert.ok(hasScreen('linux', { DISPLAY: ':0' }));
    assert.ok(hasScreen('linux', { WAYLAND_DISPLAY: 'wayland-0' }));
    assert.ok(!hasScreen('linux', { DISPLAY: '' }));
    assert.ok(!hasScreen('linux', {}));
  });
});
