import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { commands, Position, TabInputTextDiff, Uri, window, workspace, WorkspaceEdit } from 'vscode';
import { applyChange, discardChange } from '../../src/commands/env/answerPreview';
import { previewScheme } from '../../src/ids';
import { delivery, lines, pair, refusal, useEnv } from './envFolder';
import { nextChange, type ShownChange, shownChanges } from './shownChange';

const preview = { envSettings: { preview: true } };

describe('the preview of an insertion', () => {
  const given = useEnv(preview);
  const apply = ({ uri }: ShownChange) => applyChange(given.app.parts, uri);
  const discard = ({ uri }: ShownChange) => discardChange(given.app.parts, uri);
  const asked = () => given.app.prompts.asked.map(({ kind }) => kind);

  /** Begins an insertion. @returns the change it shows, and the insertion's end. */
  async function begin(
    name = '.env',
    to = delivery(),
  ): Promise<ShownChange & { readonly done: Promise<void> }> {
    const shown = nextChange();
    const done = given.insert(name, to);
    return { ...(await shown), done };
  }

  async function type(name: string, text: string): Promise<void> {
    const edit = new WorkspaceEdit();
    edit.insert(given.env.uri(name), new Position(0, 0), text);
    await workspace.applyEdit(edit);
  }

  it('shows the change before it is made, with the secret masked on both sides', async () => {
    const text = 'SINCH_KEY_SECRET=your_secret_before_this_one\nA=1\n';
    await given.env.open('.env', text);
    const change = await begin();
    assert.match(change.title, /^Insert Into .*\.env\?$/);
    assert.equal(change.before, 'SINCH_KEY_SECRET=••••••••ne\nA=••••••••\n');
    assert.equal(
      change.after,
      'SINCH_KEY_SECRET=••••••••\nSINCH_PROJECT_ID=demo-project\nSINCH_KEY_ID=demo-key-2\nA=••••••••\n',
    );
    assert.equal(await given.env.read('.env'), text);
    await apply(change);
    await change.done;
    assert.match(await given.env.read('.env'), /SECRET=demo-secret-2\n/);
    assert.deepEqual(shownChanges(), []);
    assert.deepEqual(asked(), ['notify']);
  });

  it('shows that the secret changes where both masks are the same, and that it stays where it stays', async () => {
    await given.env.write('.env', lines.replace('demo-secret-2', 'another'));
    const change = await begin();
    assert.notEqual(change.before, change.after);
    assert.doesNotMatch(change.before + change.after, /another|demo-secret/);
    await discard(change);
    await change.done;
    await given.env.write('other.env', lines.replace('demo-key-2', 'your-key-id'));
    const other = await begin('other.env');
    assert.equal(other.before.replace(/(?<=KEY_ID=).*/, 'demo-key-2'), other.after);
    await discard(other);
    await other.done;
  });

  it('changes nothing where the change is discarded', async () => {
    await given.env.write('.env', 'A=1\n');
    const to = delivery();
    const change = await begin('.env', to);
    await discard(change);
    await change.done;
    assert.equal(await given.env.read('.env'), 'A=1\n');
    assert.deepEqual(to.events, []);
    assert.deepEqual([shownChanges(), asked()], [[], []]);
  });

  it('changes nothing where its tab is closed', async () => {
    const change = await begin();
    await commands.executeCommand('workbench.action.closeActiveEditor');
    await change.done;
    await assert.rejects(given.env.read('.env'));
  });

  it('waits on where its tab is moved', async () => {
    const change = await begin();
    const moved = new Promise<void>(resolve =>
      window.tabGroups.onDidChangeTabs(({ closed }) => {
        if (closed.some(({ input }) => input instanceof TabInputTextDiff)) resolve();
      }),
    );
    await commands.executeCommand('workbench.action.moveEditorToNextGroup');
    await moved;
    await apply(change);
    await change.done;
    assert.equal(await given.env.read('.env'), lines);
  });

  it('takes an answer without an address for that of the active tab', async () => {
    const first = await begin();
    await discardChange(given.app.parts, undefined);
    await first.done;
    await assert.rejects(given.env.read('.env'));
    const second = await begin();
    await applyChange(given.app.parts, undefined);
    await second.done;
    assert.equal(await given.env.read('.env'), lines);
  });

  it('is one of its own for each file', async () => {
    const one = await begin('one.env');
    const two = await begin('two.env');
    assert.equal(shownChanges().length, 2);
    await discard(two);
    await two.done;
    assert.equal(shownChanges().length, 1);
    await apply(one);
    await one.done;
    assert.equal(await given.env.read('one.env'), lines);
    await assert.rejects(given.env.read('two.env'));
  });

  it('takes the place of an earlier one of the same file', async () => {
    const events = delivery();
    const one = await begin('.env', events);
    const two = await begin('.env', delivery({ pair: { ...pair, keySecret: 'demo-secret-3' } }));
    await one.done;
    assert.deepEqual(events.events, []);
    assert.equal(shownChanges().length, 1);
    await apply(two);
    await two.done;
    assert.match(await given.env.read('.env'), /demo-secret-3/);
  });

  it('is shown anew where the file has changed since', async () => {
    await given.env.open('.env', 'A=1\n');
    const change = await begin();
    await type('.env', '# mine\n');
    const again = nextChange();
    await apply(change);
    const changed = await again;
    assert.match(changed.title, /\.env Has Changed\. Insert\?$/);
    assert.equal(changed.before, '# ••••••••\nA=••••••••\n');
    assert.doesNotMatch(await given.env.read('.env'), /SINCH/);
    await apply(changed);
    await change.done;
    assert.equal(await given.env.read('.env'), `# mine\nA=1\n${lines}`);
  });

  it('is applied at once where what changed in the file is as it was', async () => {
    await given.env.open('.env', 'A=1\n');
    const change = await begin();
    await window.showTextDocument(given.env.uri('.env'));
    await type('.env', '# mine\n');
    await commands.executeCommand('undo');
    await apply(change);
    await change.done;
    assert.equal(await given.env.read('.env'), `A=1\n${lines}`);
  });

  it('is shown anew where there is a file by now, or none any more', async () => {
    const none = await begin();
    assert.equal(none.before, '');
    await given.env.write('.env', 'B=1\n');
    const shown = nextChange();
    await apply(none);
    const one = await shown;
    assert.equal(one.before, 'B=••••••••\n');
    await rm(given.env.uri('.env').fsPath);
    const again = nextChange();
    await apply(one);
    const gone = await again;
    assert.equal(gone.before, '');
    await discard(gone);
    await none.done;
    await assert.rejects(given.env.read('.env'));
  });

  it('is not shown where there is nothing to change', async () => {
    await given.env.write('.env', lines);
    await given.insert();
    assert.match(given.app.prompts.last('notify').message, /already has this access key/);
  });

  it('asks nothing else about values it shows to be replaced', async () => {
    await given.env.write('.env', 'SINCH_KEY_ID=old\n');
    const change = await begin();
    assert.deepEqual(asked(), []);
    await apply(change);
    await change.done;
    assert.match(await given.env.read('.env'), /SINCH_KEY_ID=demo-key-2/);
  });

  it('comes after the question about what it can’t show', async () => {
    await given.env.write('.git/HEAD', '');
    await given.env.write('.env', 'SINCH_KEY_ID=old\n');
    given.app.prompts.will({ decide: 'Add to .gitignore and Insert' });
    const change = await begin();
    const { detail, labels } = given.app.prompts.last('decide');
    assert.match(detail ?? '', /^Git doesn’t ignore this file[^\n]*$/);
    assert.deepEqual(labels, ['Add to .gitignore and Insert', 'Insert Anyway']);
    await assert.rejects(given.env.read('.gitignore'));
    await apply(change);
    await change.done;
    assert.equal(await given.env.read('.gitignore'), '/.env\n');
    assert.deepEqual(asked(), ['decide', 'notify']);
  });

  it('says so where it belongs to no insertion', async () => {
    const uri = Uri.from({ scheme: previewScheme, path: '/.env', query: '99.after' });
    const { message } = await refusal(applyChange(given.app.parts, uri));
    assert.match(message, /Nothing was changed/);
    await commands.executeCommand('workbench.action.closeAllEditors');
    await refusal(applyChange(given.app.parts, undefined));
    await discardChange(given.app.parts, undefined);
  });

  it('goes away where it belongs to no insertion', async () => {
    const place = Uri.from({ scheme: previewScheme, path: '/.env' });
    const opened = new Promise(resolve => window.tabGroups.onDidChangeTabs(resolve));
    await commands.executeCommand('vscode.diff', place, place.with({ query: 'after' }), 'Left Over');
    await opened;
    await discardChange(given.app.parts, place.with({ query: 'after' }));
    assert.deepEqual(shownChanges(), []);
  });
});

describe('the button that shows the change', () => {
  const given = useEnv();

  it('is offered by the question, and the answer to the change is the answer to that', async () => {
    await given.env.write('.env', 'SINCH_KEY_ID=old\n');
    for (const answer of [discardChange, applyChange]) {
      given.app.prompts.will({ decide: 'Show Change' });
      const shown = nextChange();
      const done = given.insert();
      await answer(given.app.parts, (await shown).uri);
      await done;
      const replaced = answer === applyChange;
      assert.equal((await given.env.read('.env')).includes('demo-key-2'), replaced);
    }
    assert.deepEqual(
      given.app.prompts.asked.map(({ kind }) => kind),
      ['decide', 'decide', 'notify'],
    );
  });

  it('leaves open what Git should do, which is asked once more', async () => {
    await given.env.write('.git/HEAD', '');
    given.app.prompts.will({ decide: 'Show Change' }, { decide: 'Add to .gitignore and Insert' });
    const shown = nextChange();
    const done = given.insert();
    await applyChange(given.app.parts, (await shown).uri);
    await done;
    assert.deepEqual(given.app.prompts.last('decide').labels, [
      'Add to .gitignore and Insert',
      'Insert Anyway',
    ]);
    assert.equal(await given.env.read('.gitignore'), '/.env\n');
    assert.equal(await given.env.read('.env'), lines);
  });
});
