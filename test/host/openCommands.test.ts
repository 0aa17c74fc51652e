import { openCommands } from '../../src/commands/openCommands';
import { openApp } from './app';

describe('openCommands', () => {
  it('deletes the old secrets that a crash left without their rotation', async () => {
    const app = await openApp();
    const key = 'oldSecret:demo-project/demo-key-2/1';
    await app.secrets.store(key, '{"files":[{"uri":"file:///demo/.env","secret":"demo-secret-2"}]}');
    const isDeleted = new Promise<void>(resolve => {
      app.secrets.onDidChange(change => {
        if (change.key === key && !app.secrets.values.has(key)) resolve();
      });
    });
    const opened = openCommands(app.parts, app.state, app.parts.view);
    try {
      await isDeleted;
    } finally {
      opened.dispose();
      await app.close();
    }
  });
});
