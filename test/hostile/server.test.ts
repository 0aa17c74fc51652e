import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { addSampleProject, sampleProject } from '../browser/steps';
import { useUi } from '../browser/useUi';

const { projectId } = sampleProject;

describe('a hostile server', () => {
  const forged = '\u202eevol\u202c \nNo file uses it. $(trash) [Click](https://evil.example) ';
  const endless = `endless-${'x'.repeat(240)}`;
  const ui = useUi({
    emulator: {
      seed: {
        projects: [
          {
            ...sampleProject,
            keys: [
              ...sampleProject.keys,
              { accessKeyId: 'forged-key', secret: 'forged-secret', displayName: forged },
              { accessKeyId: 'endless-key', secret: 'endless-secret', displayName: endless },
            ],
          },
        ],
      },
    },
  });

  before(() => addSampleProject(ui().window));

  it('makes no project look empty with an answer that is none of Sinch’s', async () => {
    const { window, emulator } = ui();
    for (const body of [[], { message: 'log in' }, { error: { code: 16 } }]) {
      emulator.fault({ operation: 'ListAccessKeys', kind: 'answer', status: 200, body });
      await window.tree.clickInline(projectId, 'Refresh');
      await window.tree.row('Couldn’t load the keys').waitFor();
      await window.tree.clickInline(projectId, 'Refresh');
      await window.tree.row('Couldn’t load the keys').waitFor({ state: 'hidden' });
    }
  });

  it('gets no token sent on by a redirect', async () => {
    const { window, emulator } = ui();
    const seen: string[] = [];
    const elsewhere = createServer((request, response) => {
      seen.push(request.url ?? '');
      response.end('{}');
    });
    await new Promise<void>(resolve => elsewhere.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = elsewhere.address() as AddressInfo;
      for (const status of [301, 302, 307, 308]) {
        const headers = { Location: `http://127.0.0.1:${port}/stolen` };
        emulator.fault({ operation: 'ListAccessKeys', kind: 'answer', status, headers });
        await window.tree.clickInline(projectId, 'Refresh');
        await window.tree.row('Couldn’t load the keys').waitFor();
        await window.tree.clickInline(projectId, 'Refresh');
        await window.tree.row('Couldn’t load the keys').waitFor({ state: 'hidden' });
      }
    } finally {
      elsewhere.close();
    }
    assert.deepEqual(seen, []);
  });

  it('forges no sentence, direction, icon or link with a name', async () => {
    const { window } = ui();
    const labels = await window.tree.labels();
    const label = labels.find(text => text.includes('evol'));
    assert.ok(label);
    await window.tree.clickMenu(label, 'Delete');
    const text = await window.dialog.text();
    await window.screenshot('hostile name in a question');
    assert.doesNotMatch(text, /[\u202a-\u202e]/);
    assert.doesNotMatch(text, /^No file uses it\. \$\(trash\)/m);
    await window.dialog.click('Keep Key');
    assert.equal(await window.page.locator('.monaco-dialog-box a').count(), 0);
    assert.equal(await window.tree.row(label).locator('.codicon-trash + .label-name').count(), 0);
  });

  it('stretches no window with a name', async () => {
    const { window } = ui();
    const label = (await window.tree.labels()).find(text => text.startsWith('endless-'));
    assert.ok(label && label.length <= 80, label);
    await window.tree.clickMenu(label, 'Delete');
    assert.ok(!(await window.dialog.text()).includes('x'.repeat(100)));
    await window.dialog.click('Keep Key');
  });
});
