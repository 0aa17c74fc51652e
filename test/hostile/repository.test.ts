import assert from 'node:assert/strict';
import { lstat, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Workbench } from '../browser/workbench';
import { addProjectWithPendingSecret } from '../browser/steps';
import { useUi } from '../browser/useUi';
import { initRepository, trackLink } from './gitByHand';
import { indexBomb } from './indexBomb';

const commandFolder = '$(touch PWNED)';
const pair = 'SINCH_KEY_ID=\nSINCH_KEY_SECRET=\n';
/** Sixty nested folders, each of which every `**` of the patterns may stand for. */
const deep = Array<string>(60).fill('a').join('/');

async function makeRepository(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  await initRepository(folder);
}

for (const workspaceTrust of [false, true]) {
  describe(`a hostile repository, ${workspaceTrust ? 'in Restricted Mode' : 'trusted'}`, () => {
    let outside: string;
    const ui = useUi({
      workspaceTrust,
      files: {
        'asks/.env.production': pair.replaceAll('=', '=older-value-of-another-key'),
        'asks/.gitignore': '.env*\n',
        // A workspace must not decide whether VS Code keeps copies of what is saved.
        '.vscode/settings.json': JSON.stringify({
          'workbench.localHistory.enabled': true,
          'workbench.localHistory.exclude': { '**/.[eE][nN][vV].*': false },
        }),
      },
      prepare: async workspace => {
        outside = path.join(path.dirname(workspace), 'outside');
        await mkdir(outside);
        await writeFile(path.join(outside, '.profile'), 'PATH=/bin\n');
        await writeFile(path.join(outside, 'stolen.env'), pair);

        const linked = path.join(workspace, 'linked');
        await makeRepository(linked, { [`${commandFolder}/.env.local`]: pair });
        const target = path.join(outside, '.profile');
        await symlink(target, path.join(linked, '.gitignore'));
        await trackLink(linked, '.gitignore', target);

        const slow = path.join(workspace, 'slow');
        await makeRepository(slow, {
          [`${deep}/.env.staging`]: pair,
          '.gitignore': `${Array<string>(9).fill('**/a').join('/')}/b\n`,
        });
        const bomb = path.join(workspace, 'bomb');
        await makeRepository(bomb, { '.env.test': pair, '.gitignore': '.env*\n' });
        await writeFile(path.join(bomb, '.git', 'index'), indexBomb());
      },
    });

    before(async () => {
      await addProjectWithPendingSecret(ui().window, 'hostile');
    });

    afterEach(async () => {
      assert.equal(await readFile(path.join(outside, '.profile'), 'utf8'), 'PATH=/bin\n');
      assert.equal(await readFile(path.join(outside, 'stolen.env'), 'utf8'), pair);
      await ui().window.page.keyboard.press('Escape');
    });

    /** Opens a file and has the pending secret inserted into it. @returns what is asked then */
    async function insertInto(window: Workbench, file: string): Promise<string> {
      await window.openFile(path.join(ui().workspace, file));
      await window.tree.clickInline('Secret of “hostile”', 'Insert');
      return window.dialog.text();
    }

    it('gets no line written through its `.gitignore`', async () => {
      const { window, workspace } = ui();
      await insertInto(window, `linked/${commandFolder}/.env.local`);
      await window.screenshot(`linked gitignore ${workspaceTrust ? 'restricted' : 'trusted'}`);
      if ((await window.dialog.buttons()).includes('Add to .gitignore and Insert')) {
        await window.dialog.click('Add to .gitignore and Insert');
        await window.notifications.waitFor('Nothing was inserted');
      }
      assert.ok((await lstat(path.join(workspace, 'linked', '.gitignore'))).isSymbolicLink());
    });

    it('gets nothing written into what the file became a link to while the question was open', async () => {
      const { window, workspace } = ui();
      const file = path.join(workspace, 'asks', '.env.production');
      await insertInto(window, 'asks/.env.production');
      const before = await readFile(file, 'utf8');
      await rm(file);
      await symlink(path.join(outside, 'stolen.env'), file);
      await window.dialog.click('Insert Anyway');
      assert.match(await window.dialog.text(), /link to .*stolen\.env, outside the workspace/);
      await window.screenshot(`became a link ${workspaceTrust ? 'restricted' : 'trusted'}`);
      await window.page.keyboard.press('Escape');
      await rm(file);
      await writeFile(file, before);
    });

    it('blocks nothing with patterns that take forever', async () => {
      const { window } = ui();
      assert.match(await insertInto(window, `slow/${deep}/.env.staging`), /Git/);
    });

    it('kills nothing with an index that unpacks to gigabytes', async () => {
      const { window } = ui();
      assert.match(await insertInto(window, 'bomb/.env.test'), /Git/);
    });

    it('gets no copy of a secret into VS Code’s local history without a question', async () => {
      assert.match(await insertInto(ui().window, 'asks/.env.production'), /local history would keep a copy/);
    });
  });
}
