import assert from 'node:assert/strict';
import { Uri } from 'vscode';
import { openCommands } from '../../src/commands/openCommands';
import { openLink } from '../../src/commands/projects/openLink';
import { demo } from './app';
import { lines, refusal, useEnv } from './envFolder';
import { withStub } from './withStub';

describe('a link to the extension', () => {
  const given = useEnv();
  const link = (rest: string) => Uri.parse(`vscode://sinch-access-keys.sinch-access-keys${rest}`);
  const open = (rest: string) => openLink(given.app.parts, link(rest));

  it('opens the first step for its project, and fills in its ID to be confirmed', async () => {
    await given.env.open('.env', lines.replace(demo.projectId, 'other-project'));
    const { prompts, emulator, parts } = given.app;
    prompts.will({ pick: 'Enter Key ID' }, { box: 'cancelled' });
    await open(`/add?projectId=${demo.projectId}`);
    const { detail = '', labels = [] } = prompts.last('pick');
    assert.match(detail, /A link asks to add project demo-project\. How/);
    assert.ok(!labels.join().includes('Use the Key'), 'a pair of another project is offered');
    const { text } = prompts.last('text');
    assert.deepEqual([text?.value, text?.step?.number], [demo.projectId, 1]);
    assert.deepEqual(emulator.requests, []);
    assert.deepEqual(parts.projects.all(), []);
  });

  it('offers the pair of its project that is there', async () => {
    await given.env.open('.env', lines);
    given.app.prompts.will({ pick: given.env.folder });
    await open(`/add?projectId=${demo.projectId}`);
    assert.deepEqual(given.app.parts.projects.all(), [{ id: demo.projectId }]);
  });

  const refused: readonly (readonly [rest: string, told: RegExp])[] = [
    ['/add?projectId=p&keySecret=hidden-value', /more than “projectId”/],
    ['/add?projectId=p&keyId=hidden-value', /more than “projectId”/],
    ['/add?token=hidden-value', /more than “projectId”/],
    ['/add?projectId=p&projectId=hidden-value', /more than “projectId”/],
    ['/add?projectId=p#hidden-value', /more than “projectId”/],
    ['/add?projectId=p&hidden-value', /more than “projectId”/],
    ['/add', /no project ID/],
    ['/add?projectId=p%26keySecret%3Dhidden-value', /more than “projectId”/],
    ['/add?projectId=p;keySecret=hidden-value', /no project ID/],
    [`/add?projectId=${encodeURIComponent('[hidden](command:y)$(trash)')}`, /no project ID/],
    [`/add?projectId=${'hidden'.repeat(17)}`, /no project ID/],
    ['/add?projectId=hidden%20value', /no project ID/],
    ['/add?projectId=hidden%2Fvalue', /no project ID/],
    [`/add?projectId=${encodeURIComponent('hidden\u202evalue')}`, /no project ID/],
    ['/remove?projectId=hidden-value', /can’t do/],
  ];
  for (const [rest, told] of refused) {
    it(`is refused as ${rest}`, async () => {
      const { message } = await refusal(open(rest));
      assert.match(message, told);
      assert.doesNotMatch(message, /hidden/);
      assert.deepEqual(given.app.prompts.asked, []);
    });
  }

  it('does not replace what a project signs in with', async () => {
    await given.app.parts.projects.add({ id: demo.projectId });
    assert.match((await refusal(open(`/add?projectId=${demo.projectId}`))).message, /already in the list/);
  });

  it('is opened like a command: what goes wrong is told once, and nothing is logged of it', async () => {
    const told: unknown[] = [];
    const opened = openCommands(given.app.parts, given.app.state, given.app.parts.view);
    const note = (message: unknown) => Promise.resolve(void told.push(message));
    await withStub('showErrorMessage', note, () => opened.open(link('/add?secret=hidden-value')));
    opened.dispose();
    assert.equal(told.length, 1);
    assert.ok(!JSON.stringify([told, given.app.log.lines]).includes('hidden-value'));
  });
});
