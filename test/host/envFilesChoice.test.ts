import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { Uri, workspace } from 'vscode';
import { chooseEnvFile } from '../../src/commands/env/chooseEnvFile';
import { type App, openApp } from './app';
import { git, hasGit } from './envFolder';

describe('choosing a .env file', () => {
  let app: App;
  let root: Uri;
  const made: Uri[] = [];
  beforeEach(async () => {
    app = await openApp();
    const [folder] = workspace.workspaceFolders ?? [];
    assert.ok(folder);
    root = folder.uri;
    await make('.env');
  });
  afterEach(async () => {
    for (const uri of made.splice(0)) await rm(uri.fsPath, { recursive: true, force: true });
    await workspace.fs.writeFile(Uri.joinPath(root, '.env'), original);
    await app.close();
  });
  let original: Uint8Array;
  before(async () => {
    const [folder] = workspace.workspaceFolders ?? [];
    assert.ok(folder);
    original = await workspace.fs.readFile(Uri.joinPath(folder.uri, '.env'));
  });

  async function make(name: string): Promise<Uri> {
    const uri = Uri.joinPath(root, name);
    await workspace.fs.writeFile(uri, new Uint8Array());
    made.push(uri);
    return uri;
  }

  /** The rows the user is shown, one of which is picked. */
  async function rows(pick?: string): Promise<{ labels: readonly string[]; chosen: Uri | undefined }> {
    app.prompts.will({ pick });
    const chosen = await chooseEnvFile(app.parts);
    return { labels: app.prompts.last('pick').labels ?? [], chosen };
  }

  it('shows the files that may hold secrets, by path, and shell scripts last', async () => {
    for (const name of ['zoo/.env', '.env.local', '.envrc', '.env.sample', '.env.keys', 'a/demo.env'])
      await make(name);

    await make('node_modules/demo/.env');
    const { labels } = await rows();
    assert.deepEqual(labels, [
      '$(file) .env',
      '$(file) .env.local',
      '$(file) a/demo.env',
      '$(file) zoo/.env',
      '$(file) .envrc',
      '$(folder-opened) Browse…',
    ]);
  });

  it('shows the files used last first', async () => {
    const zoo = await make('zoo/.env');
    const script = await make('.envrc');
    await app.parts.envFiles.recent.add(script);
    await app.parts.envFiles.recent.add(zoo);
    const { labels, chosen } = await rows('zoo');
    assert.deepEqual(labels.slice(0, 3), ['$(file) zoo/.env', '$(file) .envrc', '$(file) .env']);
    assert.equal(chosen?.path, zoo.path);
  });

  it('says on each row what Git does with it, and shows last what Git tracks unless it was used', async function () {
    if (!(await hasGit)) {
      console.log('There is no Git on this machine: its words on the rows were not tested.');
      return;
    }
    await make('app.env');
    const api = await make('api.env');
    await git(root.fsPath, ['add', '--force', 'api.env']);
    const described: (string | undefined)[] = [];
    app.prompts.pick = (_title, _placeholder, choices) => {
      described.push(...choices.map(({ label, description }) => `${label}: ${description ?? ''}`));
      return Promise.resolve(undefined);
    };
    await chooseEnvFile(app.parts);
    assert.deepEqual(described.splice(0).slice(0, 3), [
      '$(file) .env: ignored by Git',
      '$(file) app.env: not ignored by Git',
      '$(file) api.env: tracked by Git',
    ]);
    await app.parts.envFiles.recent.add(api);
    await chooseEnvFile(app.parts);
    await git(root.fsPath, ['rm', '--quiet', '--cached', 'api.env']);
    assert.equal(described[0], '$(file) api.env: tracked by Git');
  });

  it('offers a new file, beside a .env one of a name of its own', async () => {
    const { labels, chosen } = await rows('New .env');
    assert.equal(labels.at(-2), '$(new-file) New .env…');
    assert.equal(chosen?.path, Uri.joinPath(root, '.env.local').path);
    await rm(Uri.joinPath(root, '.env').fsPath);
    assert.equal((await rows('New .env')).chosen?.path, Uri.joinPath(root, '.env').path);
  });
});
