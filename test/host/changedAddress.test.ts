import assert from 'node:assert/strict';
import { addProject } from '../../src/commands/projects/addProject';
import { signIn } from '../../src/commands/projects/signIn';
import { createKey } from '../../src/commands/keys/createKey';
import { runReportingErrors } from '../../src/commands/runReportingErrors';
import { sinchEndpoints } from '../../src/projects/addresses';
import { type App, demo, demoPair, openApp, projectNode } from './app';

describe('a project whose address changed', () => {
  /** Where it was signed in to, and another window of it whose settings name another address. */
  let first: App;
  let moved: App;
  beforeEach(async () => {
    first = await openApp();
    first.prompts.will(
      { pick: 'Enter Key ID' },
      { text: demo.projectId },
      { text: 'demo-key-1' },
      { text: 'demo-secret-1' },
    );
    await addProject(first.parts);
    moved = await openApp({ sharedWith: first });
  });
  afterEach(async () => {
    await moved.close();
    await first.close();
  });

  const origins = ({ emulator: { accountUrl } }: App) => ({ account: accountUrl, token: accountUrl });
  const ask = () => signIn(moved.parts, projectNode(moved));

  it('says so in a row that leads to the question, and sends nothing', async () => {
    assert.deepEqual(await moved.labels(projectNode(moved)), ['Address changed | check it']);
    assert.deepEqual(await moved.labels(), [`${demo.projectId} | not loaded`]);
    const [row] = await moved.parts.tree.getChildren(projectNode(moved));
    assert.ok(row);
    const { command, tooltip } = moved.parts.tree.getTreeItem(row);
    assert.equal(command?.command, 'sinchAccessKeys.signIn');
    assert.ok(typeof tooltip === 'string');
    assert.match(tooltip, /another address than .* Check it before you sign in\.$/);
    assert.equal(moved.parts.tree.getTreeItem(projectNode(moved)).contextValue, 'project.signedOut');
    await runReportingErrors(moved.parts, 'create', () => createKey(moved.parts, projectNode(moved)));
    assert.match(moved.prompts.last('warn').message, /address in the settings has changed/);
    assert.deepEqual(moved.emulator.requests, []);
  });

  it('names both addresses, and sends and keeps nothing without a yes', async () => {
    moved.prompts.will({ decide: undefined });
    await ask();
    const { message, detail = '', labels } = moved.prompts.last('decide');
    assert.equal(message, `Use the new address for “${demo.projectId}”?`);
    assert.ok(detail.includes(`Signed in at: ${first.emulator.accountUrl} (keys)`), detail);
    assert.ok(detail.includes(`Settings now: ${moved.emulator.accountUrl} (keys)`), detail);
    assert.deepEqual(labels, ['Open Settings', 'Use New Address', 'Enter Another Credential']);
    assert.deepEqual(moved.emulator.requests, []);
    assert.deepEqual(await moved.parts.credentials.get(demo.projectId), {
      ...demoPair,
      origins: origins(first),
    });
  });

  it('is signed in at the new address after a yes', async () => {
    moved.prompts.will({ decide: 'Use New Address' });
    await ask();
    assert.deepEqual(await moved.parts.credentials.get(demo.projectId), {
      ...demoPair,
      origins: origins(moved),
    });
    await moved.parts.keys.reload(demo.projectId);
    assert.deepEqual(await moved.labels(projectNode(moved)), [
      'production | 3 days ago · sign-in key',
      'staging | 3 days ago',
    ]);
  });

  it('sends nothing that is typed while the settings change', async () => {
    const endpoints = { accountUrl: first.emulator.accountUrl, tokenUrl: first.emulator.tokenUrl };
    const typing = await openApp({ endpoints });
    const before = first.emulator.requests.length;
    const problems: unknown[] = [];
    await addProject({
      ...typing.parts,
      prompts: {
        ...typing.parts.prompts,
        pick: (title, placeholder, choices) => {
          typing.prompts.will({ pick: 'Enter Key ID' });
          return typing.prompts.pick(title, placeholder, choices);
        },
        text: ({ placeholder, password = false, problem }) => {
          problems.push(problem);
          if (password) endpoints.accountUrl = typing.emulator.accountUrl;
          if (problem !== undefined) return Promise.resolve({ kind: 'cancelled' });
          const id = placeholder === 'Project ID' ? demo.projectId : 'demo-key-1';
          return Promise.resolve({ kind: 'text', text: password ? 'demo-secret-1' : id });
        },
      },
    });
    assert.match(String(problems.at(-1)), /address in the settings has changed/);
    assert.deepEqual(typing.emulator.requests, []);
    assert.equal(first.emulator.requests.length, before);
    await typing.close();
  });

  it('names the host in the first list and each box for a credential, and none where the addresses are Sinch’s own', async () => {
    const promptsFor = async (app: App) => {
      app.prompts.will(
        { pick: 'Enter Key ID' },
        { text: 'new-project' },
        { text: 'demo-key-1' },
        { box: 'cancelled' },
      );
      await addProject(app.parts);
      return [app.prompts.last('pick').detail ?? '', ...app.prompts.messages('text')];
    };
    const { host } = new URL(moved.emulator.accountUrl);
    const named = (await promptsFor(moved)).map(message => message.includes(`send it to ${host} instead`));
    assert.deepEqual(named, [true, false, true, true]);
    const ordinary = await openApp({ endpoints: sinchEndpoints });
    for (const message of await promptsFor(ordinary)) assert.doesNotMatch(message, /send it to/);
    await ordinary.close();
  });

  it('takes another credential for the new address, and does not send the stored one', async () => {
    moved.prompts.will(
      { decide: 'Enter Another Credential' },
      { text: 'demo-key-2' },
      { text: 'demo-secret-2' },
    );
    await ask();
    assert.deepEqual(await moved.parts.credentials.get(demo.projectId), {
      kind: 'keyPair',
      keyId: 'demo-key-2',
      keySecret: 'demo-secret-2',
      origins: origins(moved),
    });
    assert.deepEqual(
      moved.emulator.requests.map(({ operation }) => operation),
      ['FetchToken', 'ListAccessKeys'],
    );
  });
});
