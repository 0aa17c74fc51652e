import assert from 'node:assert/strict';
import { symlink } from 'node:fs/promises';
import { commands, env as host, Range, Uri, workspace, WorkspaceEdit } from 'vscode';
import { addProject } from '../../src/commands/projects/addProject';
import { editorFiles } from '../../src/envFiles/editorFiles';
import { sinchEndpoints } from '../../src/projects/addresses';
import { Connections } from '../../src/projects/connections';
import type { SeedProject } from '../emulator/contract';
import { demo, demoPair, projectNode, storeCredential } from './app';
import { lines, refusal, useEnv } from './envFolder';

const other: SeedProject = {
  projectId: 'other-project',
  keys: [{ accessKeyId: 'other-key', secret: 'other-secret', displayName: 'other' }],
};

describe('adding a project with a pair that is there', () => {
  const given = useEnv({ projects: [demo, other] });
  const add = () => addProject(given.app.parts);
  const labels = () => given.app.prompts.last('pick').labels ?? [];
  const kept = () => given.app.parts.credentials.get(demo.projectId);
  const secondKey = () =>
    given.app.parts.connections.bind({ kind: 'keyPair', keyId: 'demo-key-2', keySecret: 'demo-secret-2' });

  it('uses the pair of the active file, in one choice', async () => {
    await given.env.open('.env', lines);
    given.app.prompts.will({ pick: `${given.env.folder}/.env` });
    await add();
    assert.deepEqual(await kept(), secondKey());
    assert.deepEqual(given.app.parts.projects.all(), [{ id: demo.projectId }]);
    assert.deepEqual(
      given.app.emulator.requests.map(({ operation }) => operation),
      ['FetchToken', 'ListAccessKeys'],
    );
    assert.equal(given.app.prompts.asked.length, 1);
    assert.deepEqual(given.app.revealed, [{ kind: 'project', projectId: demo.projectId }]);
    assert.ok(!JSON.stringify([given.app.prompts.asked, given.app.log.lines]).includes('demo-secret-2'));
  });

  it('reads what isn’t saved yet', async () => {
    const { uri } = await given.env.open('.env', '');
    const edit = new WorkspaceEdit();
    edit.replace(uri, new Range(0, 0, 0, 0), lines);
    await workspace.applyEdit(edit);
    given.app.prompts.will({ pick: `${given.env.folder}/.env` });
    await add();
    assert.deepEqual(await kept(), secondKey());
  });

  it('looks into no file that is closed and outside the workspace', async () => {
    await given.env.open('.env', lines);
    await commands.executeCommand('workbench.action.closeAllEditors');
    given.app.prompts.will({ pick: undefined });
    await add();
    assert.ok(!labels().join().includes(given.env.folder), labels().join());
  });

  it('finds the pairs of key files in the workspace', async () => {
    const [folder] = workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const uri = Uri.joinPath(folder.uri, 'found', 'service.env');
    await workspace.fs.writeFile(uri, new TextEncoder().encode(lines));
    given.app.prompts.will({ pick: 'Use the Key in found/service.env' });
    await add();
    await workspace.fs.delete(Uri.joinPath(uri, '..'), { recursive: true });
    assert.deepEqual(await kept(), secondKey());
  });

  it('finds the pair of the environment', async () => {
    const variables = {
      SINCH_PROJECT_ID: demo.projectId,
      SINCH_KEY_ID: 'demo-key-2',
      SINCH_KEY_SECRET: 'demo-secret-2',
    };
    await given.restart({ machine: { variables } });
    given.app.prompts.will({ pick: 'Use the Key in the environment' });
    await add();
    assert.deepEqual(await kept(), secondKey());
  });

  it('asks for the secret alone where the Sinch CLI knows the rest', async () => {
    const config = JSON.stringify({ projectId: demo.projectId, keyId: 'demo-key-2' });
    await given.env.write('.sinch/config.json', config);
    const { folder } = given.env;
    given.app.prompts.will({ pick: '~/.sinch/config.json' }, { text: 'demo-secret-2' });
    await addProject({ ...given.app.parts, machine: { variables: {}, home: folder } });
    assert.deepEqual(await kept(), secondKey());
    const { message, text } = given.app.prompts.last('text');
    assert.match(message, /^Secret of key demo-key-2\./);
    assert.deepEqual([text?.password, text?.step], [true, { number: 3, of: 3, back: true }]);
  });

  it('sends and keeps nothing unless a pair is chosen', async () => {
    await given.env.open('.env', lines);
    given.app.prompts.will({ pick: undefined });
    await add();
    const { detail = '' } = given.app.prompts.last('pick');
    assert.match(detail, /^Your settings send it to 127\.0\.0\.1:\d+ instead of Sinch’s own address\. How/);
    assert.deepEqual(given.app.emulator.requests, []);
    assert.equal(given.app.secrets.values.size, 0);
    assert.deepEqual(given.app.parts.projects.all(), []);
  });

  it('keeps nothing that fails, and asks at the box that is wrong', async () => {
    await given.env.open('.env', lines.replace('demo-secret-2', 'out-of-date-secret'));
    given.app.prompts.will({ pick: `${given.env.folder}/.env` }, { box: 'cancelled' });
    await add();
    const { text } = given.app.prompts.last('text');
    assert.match(text?.problem ?? '', /rejected the key ID or secret/);
    assert.equal(text?.value, 'demo-key-2');
    assert.equal(given.app.secrets.values.size, 0);
    assert.deepEqual(given.app.parts.projects.all(), []);
  });

  it('offers names of other services last, also where nothing else is found', async () => {
    await given.env.open('.env', 'PROJECT_ID=demo-project\nKEY_ID=demo-key-2\nKEY_SECRET=demo-secret-2\n');
    given.app.prompts.will({ pick: undefined });
    await add();
    assert.match(labels().at(-1) ?? '', /^\$\(file\) Use the Key in .*\/\.env$/);
  });

  it('adds several projects together', async () => {
    const texts = {
      '.env': lines,
      '.env.local': lines.replace('demo-key-2', 'demo-key-1'),
      'other.env': 'SINCH_PROJECT_ID=other-project\nSINCH_KEY_ID=other-key\nSINCH_KEY_SECRET=other-secret\n',
    };
    for (const [name, text] of Object.entries(texts)) {
      await given.env.open(name, text);
      await commands.executeCommand('workbench.action.keepEditor');
    }
    given.app.prompts.will(
      { pick: 'Add Several Projects' },
      { pickMany: [`${given.env.folder}/other.env`, `${given.env.folder}/.env.local`] },
      { box: 'cancelled' },
    );
    await add();
    assert.deepEqual(given.app.prompts.last('pickMany').ticked ?? [], []);
    // The secret of the other key doesn't fit the first: only that project is given up.
    assert.deepEqual(given.app.parts.projects.all(), [{ id: 'other-project' }]);
  });

  it('reads no file that never ends, and offers 25 pairs of files at most', async () => {
    await symlink('/proc/self/pagemap', given.env.uri('.env').fsPath);
    const { envFiles } = given.app.parts;
    const { signal } = new AbortController();
    assert.deepEqual(await envFiles.pairs(given.env.uri('.env'), signal), []);
    assert.notEqual((await editorFiles.read(given.env.uri('.env'))).kind, 'present');
    const many = Array.from({ length: 40 }, (_, index) =>
      ['PROJECT_ID', 'KEY_ID', 'KEY_SECRET']
        .map(name => `A${index}_SINCH_${name}=a${index}-${name}`)
        .join('\n'),
    );
    await given.env.write('many.env', many.join('\n'));
    assert.equal((await envFiles.pairs(given.env.uri('many.env'), signal)).length, 25);
    await given.env.write('long.env', `${lines}${'# long\n'.repeat(20_000)}`);
    assert.deepEqual(await envFiles.pairs(given.env.uri('long.env'), signal), []);
  });

  it('masks what stands for a key ID and may be the secret', async () => {
    await given.env.open(
      '.env',
      lines.replace('demo-key-2', 'looks-like-a-secret').replace(/^.*SECRET.*$/m, ''),
    );
    given.app.prompts.will({ pick: undefined });
    await add();
    assert.ok(labels().join().includes(given.env.folder));
    assert.ok(!JSON.stringify(given.app.prompts.asked).includes('looks-like-a-secret'));
  });

  it('leaves out a project that is signed in, and signs in again to one that isn’t', async () => {
    const { parts, prompts } = given.app;
    await given.env.open('.env', lines);
    await parts.projects.add({ id: demo.projectId });
    await storeCredential(given.app, demo.projectId, demoPair);
    prompts.will({ pick: undefined });
    await add();
    assert.ok(!labels().join().includes(given.env.folder), labels().join());

    await storeCredential(given.app, demo.projectId, { ...demoPair, keySecret: 'no-such-secret' });
    await given.app.labels(projectNode(given.app));
    prompts.will({ pick: `${given.env.folder}/.env` });
    await add();
    assert.deepEqual(await kept(), secondKey());
    assert.deepEqual(parts.projects.all(), [{ id: demo.projectId }]);
  });

  describe('from the clipboard', () => {
    afterEach(() => host.clipboard.writeText(''));

    it('shows it masked before it is used', async () => {
      await host.clipboard.writeText(`${demo.projectId}\ndemo-key-2\ndemo-secret-2\n`);
      given.app.prompts.will({ pick: 'Paste From Clipboard' }, { decide: undefined });
      await add();
      const { detail = '', labels: buttons } = given.app.prompts.last('decide');
      assert.deepEqual(buttons, ['Use Key']);
      assert.match(
        detail,
        /^Project ID: demo-project\nKey ID: demo-key-2\nKey Secret: •{8}\n\nYour settings send it to 127/,
      );
      assert.deepEqual(given.app.emulator.requests, []);
      given.app.prompts.will({ pick: 'Paste From Clipboard' }, { decide: 'Use Key' });
      await add();
      assert.deepEqual(await kept(), secondKey());
    });

    it('is not read before it is chosen', async () => {
      const clipboard = { read: () => assert.fail('the clipboard was read') };
      given.app.prompts.will({ pick: undefined });
      await addProject({ ...given.app.parts, clipboard });
    });

    it('says what it takes where it has no pair, and where the project is there', async () => {
      await host.clipboard.writeText('demo-secret-2');
      given.app.prompts.will({ pick: 'Paste From Clipboard' });
      const { message } = await refusal(add());
      assert.match(message, /^The clipboard has no access key\. Copy/);
      assert.ok(!message.includes('demo-secret-2'));

      await given.app.parts.projects.add({ id: demo.projectId });
      await host.clipboard.writeText(`${demo.projectId}\ndemo-key-2\ndemo-secret-2\n`);
      given.app.prompts.will({ pick: 'Paste From Clipboard' });
      assert.match((await refusal(add())).message, /already in the list/);
    });
  });

  describe('that a lens or the menu of a tab names', () => {
    const second = lines.replaceAll('SINCH_', 'OTHER_SINCH_').replace('demo-project', 'other-project');
    const place = (uri: Uri, variable = 'SINCH_KEY_ID') => ({ uri: uri.toString(), variable });

    /** The app’s parts as if Sinch were at its own addresses. */
    const atSinch = () => {
      const { parts } = given.app;
      const connections = new Connections({
        credentials: parts.credentials,
        endpoints: () => sinchEndpoints,
        connect: (projectId, credential) =>
          parts.connections.using(projectId, parts.connections.bind(credential)),
      });
      return { ...parts, connections };
    };

    it('asks nothing, and proves the pair before it keeps it', async () => {
      const { uri } = await given.env.open('.env', `${second}${lines}`);
      await addProject(atSinch(), place(uri));
      assert.deepEqual(given.app.prompts.asked, []);
      assert.deepEqual(given.app.parts.projects.all(), [{ id: demo.projectId }]);
      const stored = await kept();
      assert.deepEqual(stored?.kind === 'keyPair' && [stored.keyId, stored.keySecret], [
        'demo-key-2',
        'demo-secret-2',
      ]);
      assert.deepEqual(
        given.app.emulator.requests.map(({ operation }) => operation),
        ['FetchToken', 'ListAccessKeys'],
      );
      assert.deepEqual(given.app.revealed, [{ kind: 'project', projectId: demo.projectId }]);
    });

    it('keeps nothing that fails, and asks at the box that is wrong', async () => {
      const { uri } = await given.env.open('.env', lines.replace('demo-secret-2', 'out-of-date-secret'));
      given.app.prompts.will({ box: 'cancelled' });
      await addProject(atSinch(), place(uri));
      assert.match(given.app.prompts.last('text').text?.problem ?? '', /rejected the key ID or secret/);
      assert.equal(given.app.secrets.values.size, 0);
      assert.deepEqual(given.app.parts.projects.all(), []);
    });

    it('asks only for the secret where the file has none', async () => {
      const { uri } = await given.env.open('.env', lines.replace('demo-secret-2', ''));
      given.app.prompts.will({ text: 'demo-secret-2' });
      await addProject(atSinch(), uri);
      assert.equal(given.app.prompts.asked.length, 1);
      assert.deepEqual(given.app.parts.projects.all(), [{ id: demo.projectId }]);
    });

    it('is sent to other addresses than Sinch’s own only if the user agrees, who sees which pair it is', async () => {
      const { uri } = await given.env.open('.env', lines);
      given.app.prompts.will({ decide: undefined });
      await addProject(given.app.parts, place(uri));
      const { message, detail = '', labels: buttons } = given.app.prompts.last('decide');
      assert.match(message, /^Add project “demo-project” with the key in .*\/\.env\?$/);
      assert.match(
        detail,
        /^Project ID: demo-project\nKey ID: demo-key-2\nKey Secret: •{8}\n\nYour settings send it to 127/,
      );
      assert.deepEqual(buttons, ['Add Project']);
      assert.deepEqual(given.app.emulator.requests, []);
      assert.equal(given.app.secrets.values.size, 0);
      given.app.prompts.will({ decide: 'Add Project' });
      await addProject(given.app.parts, place(uri));
      assert.deepEqual(await kept(), secondKey());
    });

    it('is chosen from a list of those of the file where it may be another’s, or one of several', async () => {
      const { uri } = await given.env.open('.env', `${second}${lines}`);
      given.app.prompts.will({ pick: undefined });
      await addProject(atSinch(), uri);
      assert.equal(labels().filter(label => label.includes('Use the Key')).length, 2);

      const foreign = await given.env.open('.env.local', lines.replaceAll('SINCH_', ''));
      given.app.prompts.will({ pick: undefined });
      await addProject(atSinch(), foreign.uri);
      assert.match(labels().at(-1) ?? '', /^\$\(file\) Use the Key in .*\/\.env\.local$/);
      assert.deepEqual(given.app.emulator.requests, []);
    });

    it('is not looked for in a file that no tab shows, whoever names it', async () => {
      const uri = await given.env.write('lens.env', lines);
      const { parts, prompts } = given.app;
      for (const argument of [uri, place(uri)]) {
        prompts.will({ pick: undefined });
        await addProject(parts, argument);
        assert.deepEqual(given.app.emulator.requests, []);
        assert.ok(!labels().join().includes('lens.env'), labels().join());
      }
    });
  });
});
