import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { asWritten } from '../browser/asWritten';
import { eventually } from '../browser/eventually';
import { sampleKey, sampleProject } from '../browser/steps';
import type { Ui } from '../browser/startUi';
import { useUi } from '../browser/useUi';

/** A user who goes from “Add Project” to a new key in the active `.env`; each of their interactions is counted. */
class Newcomer {
  interactions = 0;

  constructor(private readonly ui: Ui) {}

  async addsProject(): Promise<void> {
    const { window } = this.ui;
    await window.openFile(path.join(this.ui.workspace, '.env'));
    await window.openView();
    await window.sidebar.getByText('You need the project ID').waitFor();
    await this.count(window.clickInSidebar('Add Project'));
    await window.quickInput.waitFor('Add Project');
  }

  async picks(text: string): Promise<void> {
    await this.ui.window.quickInput.options.filter({ hasText: text }).first().waitFor();
    await this.count(this.ui.window.quickInput.pick(text));
  }

  async types(title: string, text: string): Promise<void> {
    await this.ui.window.quickInput.waitFor(title);
    await this.count(this.ui.window.quickInput.answer(text));
  }

  async createsKey(): Promise<void> {
    const { tree } = this.ui.window;
    await tree.row(sampleKey.displayName).waitFor();
    await this.count(tree.clickInline(sampleProject.projectId, 'Create Access Key'));
    await this.types('Create Access Key', 'newcomer');
  }

  /** Waits until the file has the new key, and signs in with what stands there. */
  async hasWorkingKey(): Promise<void> {
    const { emulator, workspace } = this.ui;
    await this.ui.window.notifications.waitFor('The access key was inserted into .env.');
    const key = emulator.keys(sampleProject.projectId).find(({ displayName }) => displayName === 'newcomer');
    assert.ok(key);
    await eventually(async () => {
      const text = await readFile(path.join(workspace, '.env'), 'utf8');
      for (const line of [`SINCH_KEY_ID=${key.accessKeyId}`, `SINCH_KEY_SECRET=${asWritten(key.secret)}`])
        assert.ok(text.includes(line), line);
    });
    const answer = await fetch(emulator.tokenUrl, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${key.accessKeyId}:${key.secret}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'grant_type=client_credentials',
    });
    assert.equal(answer.status, 200);
    assert.ok(await this.leaksNothing(key.secret));
  }

  private async leaksNothing(secret: string): Promise<boolean> {
    return (await this.ui.leaks([secret, ...sampleProject.keys.map(key => key.secret)])).length === 0;
  }

  private async count(interaction: Promise<unknown>): Promise<void> {
    await interaction;
    this.interactions += 1;
  }
}

describe('the first run with a key in .env', () => {
  const ui = useUi();

  const openWalkthrough = async () => {
    await ui().window.runCommand('Welcome: Open Walkthrough');
    await ui().window.quickInput.pick('Get Started with Access Keys for Sinch');
  };
  const doneSteps = () =>
    Promise.all(
      ['connect', 'create', 'insert', 'rotate'].map(step =>
        ui().window.page.locator(`[data-done-step-id$="#${step}"]`).first().getAttribute('aria-checked'),
      ),
    );

  it('has a walkthrough, of which nothing is done yet', async () => {
    await openWalkthrough();
    assert.deepEqual(await doneSteps(), ['false', 'false', 'false', 'false']);
  });

  it('takes five interactions to a new working key, and types nothing but its name', async () => {
    const newcomer = new Newcomer(ui());
    await newcomer.addsProject();
    const { options } = ui().window.quickInput;
    const first = options.first();
    assert.match(
      (await first.innerText()).replaceAll(/\s+/g, ' '),
      /Use the Key in \.env project demo-project-0001/,
    );
    assert.deepEqual(ui().emulator.requests, []);
    await newcomer.picks('Use the Key in .env');
    await newcomer.createsKey();
    await newcomer.picks('Replace “staging” in .env');
    await newcomer.hasWorkingKey();
    assert.ok(newcomer.interactions <= 5, `${newcomer.interactions} interactions`);
  });

  it('has completed the steps of the walkthrough that it took', async () => {
    await openWalkthrough();
    await eventually(async () => {
      assert.deepEqual(await doneSteps(), ['true', 'true', 'true', 'false']);
    });
  });

  it('completes the last step by a rotation', async () => {
    const { tree, quickInput, notifications } = ui().window;
    await tree.clickInline('newcomer', 'Rotate Access Key');
    await quickInput.waitFor('Rotate “newcomer”');
    assert.deepEqual(await doneSteps(), ['true', 'true', 'true', 'false']);
    await quickInput.accept();
    await notifications.waitFor('replaced “newcomer”');
    await openWalkthrough();
    await eventually(async () => {
      assert.deepEqual(await doneSteps(), ['true', 'true', 'true', 'true']);
    });
  });
});

describe('the first run without a key', () => {
  const ui = useUi({ files: { '.env': 'PORT=3000\n' } });

  it('takes eight interactions to a new working key', async () => {
    const newcomer = new Newcomer(ui());
    await newcomer.addsProject();
    await newcomer.picks('Enter Key ID and Secret');
    await newcomer.types('Add Project (1/3)', sampleProject.projectId);
    await newcomer.types('Add Project (2/3)', sampleKey.accessKeyId);
    await newcomer.types('Add Project (3/3)', sampleKey.secret);
    await newcomer.createsKey();
    await newcomer.picks('Insert Into .env');
    await newcomer.hasWorkingKey();
    assert.ok(newcomer.interactions <= 8, `${newcomer.interactions} interactions`);
  });
});
