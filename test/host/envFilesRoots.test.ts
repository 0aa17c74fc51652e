import assert from 'node:assert/strict';
import { symlink } from 'node:fs/promises';
import { type Uri, workspace } from 'vscode';
import { chooseEnvFile } from '../../src/commands/env/chooseEnvFile';
import type { NameSettings } from '../../src/envFiles/configuredNames';
import { envSettings } from '../../src/settings';
import { lines, useEnv } from './envFolder';
import { withFolders } from './workspaceFolders';

describe('.env files of several folders in a workspace', () => {
  const given = useEnv();

  /** The rows of the questions until one is dismissed, each with what tells it apart from others of its name. */
  async function rows(...picks: readonly string[]): Promise<readonly string[]> {
    const shown: string[] = [];
    const left = [...picks];
    given.app.prompts.pick = (_title, _placeholder, choices) => {
      shown.push(...choices.map(({ label, detail = '' }) => `${label} ${detail}`.trim()));
      const wanted = left.shift();
      return Promise.resolve(choices.find(({ label }) => wanted && label.includes(wanted))?.value);
    };
    await chooseEnvFile(given.app.parts);
    return shown;
  }

  it('are shown with the folder’s name, and with their place where two folders have one name', async () => {
    const folders = ['shop', 'north/app', 'south/app'];
    for (const folder of folders) await given.env.write(`${folder}/.env`, '');
    await withFolders(
      folders.map(folder => ({ uri: given.env.uri(folder) })),
      async () => {
        const shown = await rows('New .env');
        assert.deepEqual(
          shown.filter(row => !row.includes('sample-project')),
          [
            `$(file) app/.env ${given.env.uri('north/app/.env').fsPath}`,
            '$(file) shop/.env',
            `$(file) app/.env ${given.env.uri('south/app/.env').fsPath}`,
            '$(new-file) New .env…',
            '$(folder-opened) Browse…',
            '$(folder) shop',
            `$(folder) app ${given.env.uri('north/app/.env.local').fsPath}`,
            `$(folder) app ${given.env.uri('south/app/.env.local').fsPath}`,
          ],
        );
      },
    );
  });

  it('are each ignored in a .gitignore of their own repository', async () => {
    for (const root of ['one', 'two']) {
      await given.env.write(`${root}/.git/HEAD`, '');
      await given.env.write(`${root}/.env`, '');
    }
    await withFolders([{ uri: given.env.uri('one') }, { uri: given.env.uri('two') }], async () => {
      given.app.prompts.will({ decide: 'Add to .gitignore and Insert' });
      await given.insert('two/.env');
      assert.match(given.app.prompts.last('decide').message, /into two\/\.env\?$/);
      assert.equal(await given.env.read('two/.gitignore'), '/.env\n');
      assert.equal(await given.env.read('two/.env'), lines);
      await assert.rejects(given.env.read('one/.gitignore'));
      assert.equal(await given.env.read('one/.env'), '');
    });
  });

  it('are each written to in the names their own folder’s settings ask for', async () => {
    const settings = (name: string) => JSON.stringify({ 'sinchAccessKeys.env.names.keyId': name });
    await given.env.write('one/.vscode/settings.json', settings('ONE_KEY'));
    await given.env.write('two/.vscode/settings.json', settings('TWO_KEY'));
    await withFolders([{ uri: given.env.uri('one') }, { uri: given.env.uri('two') }], async () => {
      assert.equal((await namesOnceRead(given.env.uri('one/.env'))).keyId, 'ONE_KEY');
      assert.equal((await namesOnceRead(given.env.uri('two/.env'))).keyId, 'TWO_KEY');
      assert.equal(envSettings(given.env.uri('.env')).names.keyId, '');
    });
  });

  it('may be links from one folder to another, which leaves the workspace nowhere', async () => {
    await given.env.write('one/notes.txt', '');
    await given.env.write('two/.env', 'A=1\n');
    await symlink('../two/.env', given.env.uri('one/.env').fsPath);
    await withFolders([{ uri: given.env.uri('one') }, { uri: given.env.uri('two') }], async () => {
      await given.insert('one/.env');
      assert.equal(await given.env.read('two/.env'), `A=1\n${lines}`);
      assert.deepEqual(given.app.prompts.messages('decide'), []);
    });
  });
});

/** VS Code reads the settings of a folder some time after the folder was added. */
async function namesOnceRead(uri: Uri): Promise<NameSettings> {
  if (envSettings(uri).names.keyId === '') {
    await new Promise<void>(resolve => {
      const listener = workspace.onDidChangeConfiguration(() => {
        if (envSettings(uri).names.keyId === '') return;
        listener.dispose();
        resolve();
      });
    });
  }
  return envSettings(uri).names;
}
