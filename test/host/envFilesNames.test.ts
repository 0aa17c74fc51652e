import assert from 'node:assert/strict';
import { workspace } from 'vscode';
import { settingsSection } from '../../src/ids';
import { envSettings } from '../../src/settings';
import type { AppOptions } from './app';
import { delivery, lines, refusal, useEnv } from './envFolder';

describe('the names of an insertion', () => {
  const given = useEnv();
  const names = (projectId: string, keyId: string, keySecret: string): AppOptions => ({
    envSettings: { names: { projectId, keyId, keySecret } },
  });

  it('asks which variables are meant where the file holds several pairs', async () => {
    await given.env.write(
      '.env',
      'PROD_SINCH_KEY_ID=\nPROD_SINCH_KEY_SECRET=\nSTAGING_SINCH_KEY_ID=\nSTAGING_SINCH_KEY_SECRET=\n',
    );
    given.app.prompts.will({ pick: 'STAGING_SINCH_KEY_ID' });
    await given.insert();
    const text = await given.env.read('.env');
    assert.match(text, /STAGING_SINCH_KEY_SECRET=demo-secret-2/);
    assert.match(text, /PROD_SINCH_KEY_SECRET=\n/);
  });

  it('asks nothing where several sets share the name of the project, and one has its pair there', async () => {
    await given.env.write('.env', 'SINCH_PROJECT_ID=\nSINCH_ACCESS_KEY_ID=\nSINCH_ACCESS_KEY_SECRET=\n');
    await given.insert();
    assert.equal(
      await given.env.read('.env'),
      'SINCH_PROJECT_ID=demo-project\nSINCH_ACCESS_KEY_ID=demo-key-2\nSINCH_ACCESS_KEY_SECRET=demo-secret-2\n',
    );
    await given.env.write('sinch.json', '{}');
    await given.env.write('other.env', 'PROJECT_ID=\nKEY_ID=\nKEY_SECRET=\n');
    await given.insert('other.env');
    assert.equal(await given.env.read('other.env'), lines.replaceAll('SINCH_', ''));
    assert.deepEqual(given.app.prompts.messages('pick'), []);
  });

  it('takes the names of the settings, whatever the file uses', async () => {
    await given.restart(names('', 'MY_KEY', 'MY_SECRET'));
    await given.env.write('.env', 'SINCH_KEY_ID=\nPROD_SINCH_KEY_ID=\n');
    await given.insert();
    assert.equal(
      await given.env.read('.env'),
      'SINCH_KEY_ID=\nPROD_SINCH_KEY_ID=\nSINCH_PROJECT_ID=demo-project\nMY_KEY=demo-key-2\nMY_SECRET=demo-secret-2\n',
    );
  });

  it('refuses names no program can read, and one name for two values', async () => {
    await given.restart(names('', 'MY-KEY', ''));
    const invalid = await refusal(given.insert());
    assert.match(invalid.message, /“MY-KEY”, which some programs can’t read/);
    assert.equal(invalid.options.remedies?.[0]?.label, 'Open Settings');
    await given.restart(names('', 'SAME', 'SAME'));
    assert.match((await refusal(given.insert())).message, /“SAME” twice/);
    await assert.rejects(given.env.read('.env'));
  });

  it('refuses a secret’s name that browsers would get to see', async () => {
    await given.restart(names('', '', 'VITE_SECRET'));
    const to = delivery();
    assert.match((await refusal(given.insert('.env', to))).message, /start with VITE_/);
    await assert.rejects(given.env.read('.env'));
    assert.deepEqual(to.events, []);
  });

  it('are read from the settings of VS Code', async () => {
    const uri = given.env.uri('.env');
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
    await given.env.write('.envrc', 'use node\n');
    await given.insert('.envrc');
    assert.equal(await given.env.read('.envrc'), `use node\n${lines.replace(/^/gm, 'export ').slice(0, -7)}`);
  });

  it('keeps the secret of Sinch Functions out of the file, and copies it instead', async () => {
    await given.env.write('sinch.json', '{}');
    const to = delivery();
    given.app.prompts.will({ decide: undefined });
    await given.insert('.env', to);
    assert.match(given.app.prompts.last('decide').detail ?? '', /override it on deployment/);
    await assert.rejects(given.env.read('.env'));
    given.app.prompts.will({ decide: 'Insert IDs, Copy Secret' });
    await given.insert('.env', to);
    assert.equal(
      await given.env.read('.env'),
      'PROJECT_ID=demo-project\nPROJECT_ID_API_KEY=demo-key-2\nPROJECT_ID_API_SECRET=\n',
    );
    assert.deepEqual(to.events, ['copied']);
  });

  it('offers once to add the names to the template beside the file', async () => {
    await given.env.write('.env.example', '# demo\r\nSINCH_KEY_ID=\r\n');
    given.app.prompts.will({ press: 'Add Names to .env.example' });
    const saved = new Promise(resolve =>
      workspace.onDidSaveTextDocument(({ uri }) => {
        if (uri.path.endsWith('example')) resolve(uri);
      }),
    );
    await given.insert();
    await saved;
    assert.equal(
      await given.env.read('.env.example'),
      '# demo\r\nSINCH_KEY_ID=\r\nSINCH_PROJECT_ID=\r\nSINCH_KEY_SECRET=\r\n',
    );
    await given.insert();
    assert.deepEqual(given.app.prompts.last('notify').labels, ['Open File']);
  });

  it('offers to remove lines that later ones override', async () => {
    await given.env.write('.env', `SINCH_KEY_ID=demo-key-2\n# between\n${lines}`);
    given.app.prompts.will({ press: 'Remove Overridden Lines' });
    const saved = new Promise(resolve => workspace.onDidSaveTextDocument(resolve));
    await given.insert();
    await saved;
    assert.equal(await given.env.read('.env'), `# between\n${lines}`);
  });

  it('says which programs read a value otherwise that needs quotes', async () => {
    const odd = { projectId: 'demo-project', keyId: 'demo-key-2', keySecret: '~demo' };
    await given.insert('.env', delivery({ pair: odd }));
    assert.match(await given.env.read('.env'), /SINCH_KEY_SECRET='~demo'\n$/);
    assert.match(
      given.app.prompts.last('notify').message,
      /SINCH_KEY_SECRET needs quotes, but docker run --env-file/,
    );
    assert.doesNotMatch(given.app.prompts.last('notify').message, /~demo/);
  });
});
