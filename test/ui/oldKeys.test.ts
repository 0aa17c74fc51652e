import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { eventually } from '../browser/eventually';
import { addSampleProject, sampleKey, sampleProject } from '../browser/steps';
import { useUi } from '../browser/useUi';
import { addDays } from '../host/days';

const { projectId } = sampleProject;

describe('keys that are older than the user wants', () => {
  const createdBefore = (days: number) => ({ createTime: addDays(new Date(), -days).toISOString() });
  const keys = [
    { ...sampleKey, ...createdBefore(200) },
    {
      accessKeyId: 'key-of-staging',
      secret: 'secret-of-staging',
      displayName: 'staging',
      ...createdBefore(100),
    },
    { accessKeyId: 'key-of-laptop', secret: 'secret-of-laptop', displayName: 'laptop', ...createdBefore(3) },
  ];
  const ui = useUi({ emulator: { seed: { projects: [{ projectId, keys }] } } });
  const status = () =>
    ui()
      .window.page.locator('.statusbar-item')
      .filter({ hasText: /old access keys?$/ });

  before(async () => {
    await addSampleProject(ui().window);
  });

  /** What is at the end of a row, and the colour of its name. */
  const lookOf = async (label: string) => {
    const row = ui().window.tree.row(label);
    return {
      badge: await styleOf(row.locator('.monaco-icon-label'), 'content', '::after'),
      colour: await styleOf(row.locator('.label-name'), 'color'),
    };
  };

  /** Changes the setting of the workspace. */
  async function setMaxAge(days: number): Promise<void> {
    const folder = path.join(ui().workspace, '.vscode');
    await mkdir(folder, { recursive: true });
    const settings = { 'sinchAccessKeys.maxAgeDays': days };
    await writeFile(path.join(folder, 'settings.json'), JSON.stringify(settings));
  }

  /** Waits until these rows, and no others, have the mark and another colour than one that never has them. */
  async function waitForMarks(...marked: readonly string[]): Promise<void> {
    await eventually(async () => {
      const { colour: usual, badge: none } = await lookOf('laptop');
      assert.notEqual(none, '"!"');
      for (const label of ['production', 'staging']) {
        const { badge, colour } = await lookOf(label);
        assert.deepEqual(
          [label, badge === '"!"', colour !== usual],
          [label, ...Array<boolean>(2).fill(marked.includes(label))],
        );
      }
    });
  }

  for (const theme of ['light', 'dark'] as const) {
    it(`are marked and counted, and nothing more (${theme})`, async () => {
      const { window } = ui();
      await window.useTheme(theme);
      await waitForMarks('production', 'staging');
      assert.equal((await status().innerText()).trim(), '2 old access keys');
      const label = await status().getByRole('button').getAttribute('aria-label');
      assert.equal(label, '2 old access keys. Older than 90 days. Select to rotate.');
      // What tells of signing in goes by itself.
      await window.notifications.all.first().waitFor({ state: 'hidden' });
      await window.screenshot(`old keys ${theme}`);
    });
  }

  it('say why they are marked', async () => {
    assert.match(await ui().window.tree.tooltip('staging'), /Age:\solder\sthan\s90\sdays/);
  });

  it('are others as soon as the setting says so, and none if it is 0', async () => {
    await setMaxAge(0);
    await status().waitFor({ state: 'detached' });
    await waitForMarks();
    await setMaxAge(150);
    await status().filter({ hasText: '1 old access key' }).waitFor();
    await waitForMarks('production');
    await setMaxAge(90);
    await status().filter({ hasText: '2 old access keys' }).waitFor();
    await waitForMarks('production', 'staging');
  });

  it('are rotated together with a click, after which they are old no more', async () => {
    const { window, emulator } = ui();
    await status().click();
    await window.quickInput.waitFor('Rotate 2 Access Keys');
    await window.screenshot('old keys rotate');
    await window.quickInput.accept();
    await window.notifications.waitFor('Rotated 2 access keys: ');
    assert.equal(emulator.keys(projectId).length, 5);
    await status().waitFor({ state: 'detached' });
    await waitForMarks();
  });
});

/** A property of how an element looks, as the browser computes it. */
function styleOf(element: Locator, property: string, pseudo = ''): Promise<string> {
  return element.evaluate(
    (each, [name, part]) => {
      const { getComputedStyle } = globalThis as unknown as {
        getComputedStyle: (of: unknown, part: string) => { getPropertyValue(name: string): string };
      };
      return getComputedStyle(each, part).getPropertyValue(name);
    },
    [property, pseudo] as const,
  );
}
