import assert from 'node:assert/strict';
import { TabInputTextDiff, window, workspace } from 'vscode';
import { insertPair } from '../../src/commands/insertPair';
import { settingsSection } from '../../src/ids';
import { envSettings } from '../../src/settings';
import { type App, type AppOptions, openApp } from './app';
import { createEnvFolder, delivery, type EnvFolder, lines, refusal } from './envFolder';

describe('the names and the preview of an insertion', () => {
  let app: App;
  let env: EnvFolder;
  const start = async (options: AppOptions = {}): Promise<void> => {
    app = await openApp(options);
    env = await createEnvFolder();
  };
  afterEach(async () => {
    await env.remove();
    await app.close();
  });

  const insert = (name = '.env', to = delivery()) => insertPair(app.parts, env.uri(name), to);
  const names = (projectId: string, keyId: string, keySecret: string): AppOptions => ({
    envSettings: { names: { projectId, keyId, keySecret } },
  });

  it('asks which variables are meant where the file holds several pairs', async () => {
    await start();
    await env.write(
      '.env',
      'PROD_SINCH_KEY_ID=\nPROD_SINCH_KEY_SECRET=\nSTAGING_SINCH_KEY_ID=\nSTAGING_SINCH_KEY_SECRET=\n',
    );
    app.prompts.will({ pick: 'STAGING_SINCH_KEY_ID' });
    await insert();
    const text = await env.read('.env');
    assert.match(text, /STAGING_SINCH_KEY_SECRET=demo-secret-2/);
    assert.match(text, /PROD_SINCH_KEY_SECRET=\n/);
  });

  it('takes the names of the settings, whatever the file uses', async () => {
    await start(names('', 'MY_KEY', 'MY_SECRET'));
    await env.write('.env', 'SINCH_KEY_ID=\nPROD_SINCH_KEY_ID=\n');
    await insert();
    assert.equal(
      await env.read('.env'),
      'SINCH_KEY_ID=\nPROD_SINCH_KEY_ID=\nSINCH_PROJECT_ID=demo-project\nMY_KEY=demo-key-2\nMY_SECRET=demo-secret-2\n',
    );
  });

  it('refuses names no program can read, and one name for two values', async () => {
    await start(names('', 'MY-KEY', ''));
    const invalid = await refusal(insert());
    assert.match(invalid.message, /“MY-KEY”, which is not a name/);
    assert.equal(invalid.options.remedies?.[0]?.label, 'Open Settings');
    await env.remove();
    await app.close();
    await start(names('', 'SAME', 'SAME'));
    assert.match((await refusal(insert())).message, /“SAME” twice/);
    await assert.rejects(env.read('.env'));
  });

  it('refuses a secret’s name that browsers would get to see', async () => {
    await start(names('', '', 'VITE_SECRET'));
    const to = delivery();
    assert.match((await refusal(insert('.env', to))).message, /begin with VITE_/);
    await assert.rejects(env.read('.env'));
    assert.deepEqual(to.events, []);
  });

  it('are read from the settings of VS Code', async () => {
    await start();
    const uri = env.uri('.env');
    const settings = workspace.getConfiguration(settingsSection);
    const none = { projectId: '', keyId: '', keySecret: '' };
    assert.deepEqual(envSettings(uri), { save: true, preview: false, names: none });
    const changed = { 'env.save': false, 'env.preview': true, 'env.names.keyId': 'MY_KEY' };
    try {
      for (const [name, value] of Object.entries(changed)) await settings.update(name, value, true);
      assert.deepEqual(envSettings(uri), { save: false, preview: true, names: { ...none, keyId: 'MY_KEY' } });
    } finally {
      for (const name of Object.keys(changed)) await settings.update(name, undefined, true);
    }
  });

  it('exports what goes into a shell script', async () => {
    await start();
    await env.write('.envrc', 'use node\n');
    await insert('.envrc');
    assert.equal(await env.read('.envrc'), `use node\n${lines.replace(/^/gm, 'export ').slice(0, -7)}`);
  });

  it('keeps the secret of Sinch Functions out of the file, and copies it instead', async () => {
    await start();
    await env.write('sinch.json', '{}');
    const to = delivery();
    app.prompts.will({ decide: undefined });
    await insert('.env', to);
    assert.match(app.prompts.last('decide').detail ?? '', /override it on deployment/);
    await assert.rejects(env.read('.env'));
    app.prompts.will({ decide: 'Insert IDs, Copy Secret' });
    await insert('.env', to);
    assert.equal(
      await env.read('.env'),
      'PROJECT_ID=demo-project\nPROJECT_ID_API_KEY=demo-key-2\nPROJECT_ID_API_SECRET=\n',
    );
    assert.deepEqual(to.events, ['copied']);
  });

  it('offers once to add the names to the template beside the file', async () => {
    await start();
    await env.write('.env.example', '# demo\r\nSINCH_KEY_ID=\r\n');
    app.prompts.will({ press: 'Add Names to .env.example' });
    const saved = new Promise(resolve =>
      workspace.onDidSaveTextDocument(({ uri }) => {
        if (uri.path.endsWith('example')) resolve(uri);
      }),
    );
    await insert();
    await saved;
    assert.equal(
      await env.read('.env.example'),
      '# demo\r\nSINCH_KEY_ID=\r\nSINCH_PROJECT_ID=\r\nSINCH_KEY_SECRET=\r\n',
    );
    await insert();
    assert.deepEqual(app.prompts.last('notify').labels, ['Open File']);
  });

  it('offers to remove lines that later ones override', async () => {
    await start();
    await env.write('.env', `SINCH_KEY_ID=demo-key-2\n# between\n${lines}`);
    app.prompts.will({ press: 'Remove Overridden Lines' });
    const saved = new Promise(resolve => workspace.onDidSaveTextDocument(resolve));
    await insert();
    await saved;
    assert.equal(await env.read('.env'), `# between\n${lines}`);
  });

  it('shows the change before it is made, with the secret masked on both sides', async () => {
    await start({ envSettings: { preview: true } });
    await env.open('.env', 'SINCH_KEY_SECRET=your_secret\nA=1\n');
    const shown: string[] = [];
    app.prompts.pick = async (_title, _placeholder, [first]) => {
      const input = window.tabGroups.activeTabGroup.activeTab?.input;
      assert.ok(input instanceof TabInputTextDiff);
      for (const uri of [input.original, input.modified]) {
        shown.push((await workspace.openTextDocument(uri)).getText());
      }
      assert.equal(await env.read('.env'), 'SINCH_KEY_SECRET=your_secret\nA=1\n');
      return first?.value;
    };
    await insert();
    assert.deepEqual(shown, [
      'SINCH_KEY_SECRET=••••••••\nA=1\n',
      'SINCH_KEY_SECRET=••••••••\nSINCH_PROJECT_ID=demo-project\nSINCH_KEY_ID=demo-key-2\nA=1\n',
    ]);
    assert.match(await env.read('.env'), /SECRET=demo-secret-2\n/);
    assert.ok(!tabs().some(input => input instanceof TabInputTextDiff));
  });

  it('changes nothing where the user does not like the change', async () => {
    await start();
    await env.write('.env', 'SINCH_KEY_ID=old\n');
    app.prompts.will({ decide: 'Show the Change' }, { pick: 'Cancel' });
    const to = delivery();
    await insert('.env', to);
    assert.deepEqual(app.prompts.last('pick').labels, ['Replace', 'Cancel']);
    assert.equal(await env.read('.env'), 'SINCH_KEY_ID=old\n');
    assert.deepEqual(to.events, []);
    assert.ok(!tabs().some(input => input instanceof TabInputTextDiff));
  });

  it('says which programs read a value otherwise that needs quotes', async () => {
    await start();
    const odd = { projectId: 'demo-project', keyId: 'demo-key-2', keySecret: '~demo' };
    await insert('.env', delivery({ pair: odd }));
    assert.match(await env.read('.env'), /SINCH_KEY_SECRET='~demo'\n$/);
    assert.match(
      app.prompts.last('notify').message,
      /SINCH_KEY_SECRET needs quotes, which docker run --env-file/,
    );
    assert.doesNotMatch(app.prompts.last('notify').message, /~demo/);
  });

  function tabs(): readonly unknown[] {
    return window.tabGroups.all.flatMap(group => group.tabs.map(({ input }) => input));
  }
});
