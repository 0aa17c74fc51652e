import assert from 'node:assert/strict';
import { MarkdownString } from 'vscode';
import { deleteKeys } from '../../src/commands/deletion/deleteKeys';
import { keyNameProblem } from '../../src/commands/keys/keyName';
import { deletionQuestion } from '../../src/commands/deletion/deletionQuestion';
import { oneLine } from '../../src/foreignText';
import { prompts } from '../../src/ui/prompts';
import { type App, demo, keyNode, openApp, pointedAt } from './app';
import { withStub } from './withStub';

const reversed = 'a\u202egnigats';
const forged = 'b\n\nThis key is not used by anything.';
const long = `c${'x'.repeat(253)}z`;
const icon = '$(trash) d [e](command:demo.run) https://sinch.test';

describe('what others called something', () => {
  let app: App;
  beforeEach(async () => {
    const keys = [reversed, forged, long, icon].map((displayName, index) => ({
      ...demo.keys[0],
      accessKeyId: `demo-key-${index + 1}`,
      displayName,
    }));
    app = await openApp({ signedIn: true, projects: [{ ...demo, keys }] });
    await app.parts.keys.load(demo.projectId);
  });
  afterEach(() => app.close());

  const question = async (accessKeyId: string) => {
    app.prompts.will({ confirm: false });
    await deleteKeys(app.parts, keyNode(app, accessKeyId));
    return app.prompts.last('confirm').message;
  };

  it('can’t reverse, forge or stretch the question before it is deleted', async () => {
    assert.equal(await question('demo-key-1'), 'Delete access key “a\\u{202e}gnigats” from “demo-project”?');
    assert.equal(
      await question('demo-key-2'),
      'Delete access key “b This key is not used by anything.” from “demo-project”?',
    );
    assert.equal(
      await question('demo-key-3'),
      `Delete access key “c${'x'.repeat(39)}…${'x'.repeat(38)}z” from “demo-project”?`,
    );
  });

  it('can’t forge a line of the list of keys to delete', () => {
    const project = { id: 'p', label: 'Shop\n• forged' };
    const targets = ['b\n• production', 'c'].map((displayName, index) => ({
      project: index === 0 ? project : { id: 'q' },
      key: { accessKeyId: 'k', displayName, projectId: 'p' },
      hasPendingSecret: false,
      signsInTo: [],
      isLast: false,
      rotatedFrom: undefined,
      replacedBy: undefined,
    }));
    const { detail } = deletionQuestion(targets, 'noFiles');
    assert.deepEqual(detail.split('\n\n')[0]?.split('\n'), ['• b • production (Shop • forged)', '• c (q)']);
  });

  it('is a row of the tree that shows no more than it is', async () => {
    const labels = await app.labels(app.parts.tree.node({ kind: 'project', projectId: demo.projectId }));
    assert.deepEqual(
      labels.map(label => label.split(' | ')[0]),
      [
        '$\u2060(trash) d [e]\u2060(command:demo.run) https:\u2060//sinch.test',
        'a\\u{202e}gnigats',
        'b This key is not used by anything.',
        `c${'x'.repeat(39)}…${'x'.repeat(38)}z`,
      ],
    );
    const { tooltip } = await pointedAt(app, 'demo-key-4');
    assert.ok(tooltip instanceof MarkdownString);
    assert.doesNotMatch(tooltip.value, /https:\/\/|[^\\]\[e\]\(/);
  });

  it('is no icon and no link in a list', async () => {
    const shown: unknown[] = [];
    const stub = (rows: readonly { readonly label: string }[], options: { readonly title: string }) => {
      shown.push(...rows.map(({ label }) => label), options.title);
      return Promise.resolve(rows[0]);
    };
    await withStub('showQuickPick', stub, async () => {
      const picked = await prompts.pick(icon, '', [{ label: `$(key) ${icon}`, value: 'picked' }]);
      assert.equal(picked, 'picked');
    });
    assert.deepEqual(shown, [`$(key) ${oneLine(icon)}`, oneLine(icon)]);
    assert.doesNotMatch(oneLine(icon), /\$\(|\]\(|:\/\//);
  });

  it('is not taken over: such a name is refused while it is typed', () => {
    for (const name of ['a\u202eb', 'a\nb', 'a\0b', 'a\u200bb'])
      assert.match(keyNameProblem(name, []) ?? '', /^This name has a character that can’t be seen/);

    assert.equal(keyNameProblem('Café 東京 👩‍👩‍👧 מפתח', []), undefined);
  });
});
