import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { cacheFolder } from '../run/projectFolders';
import { eventually } from './eventually';
import { ModalDialog } from './modalDialog';
import { Notifications } from './notifications';
import { QuickInput } from './quickInput';
import { Tree } from './tree';

/** The extension's name in the activity bar. */
const containerTitle = 'Access Keys for Sinch';

/** One VS Code window, as far as tests drive it. */
export class Workbench {
  readonly page: Page;
  readonly tree: Tree;
  readonly quickInput: QuickInput;
  readonly notifications: Notifications;
  readonly dialog: ModalDialog;

  constructor(page: Page) {
    this.page = page;
    this.tree = new Tree(page);
    this.quickInput = new QuickInput(page);
    this.notifications = new Notifications(page);
    this.dialog = new ModalDialog(page);
  }

  /** Waits until the window is drawn and knows the extensions. */
  async waitUntilReady(): Promise<void> {
    await this.#tab.waitFor();
  }

  /** Shows the extension's view. */
  async openView(): Promise<void> {
    const view = this.page.locator('.part.sidebar .pane-body').first();
    // A click on the tab of a view that a window just opens again by itself would hide it.
    await eventually(async () => {
      const isShown = (await this.#tab.getAttribute('aria-selected')) === 'true' && (await view.isVisible());
      if (!isShown) await this.#tab.click();
      await view.waitFor({ timeout: 3000 });
    });
  }

  /** Shows the files instead of the extension's view. */
  async openExplorer(): Promise<void> {
    await this.page.locator('.activitybar').getByRole('tab', { name: 'Explorer' }).click();
    await this.#tab.and(this.page.locator('[aria-selected="false"]')).waitFor();
  }

  /** Everything the sidebar shows: rows, welcome text, messages. */
  get sidebar(): Locator {
    return this.page.locator('.part.sidebar');
  }

  /** Clicks a button of the sidebar's title, or of a welcome view. */
  async clickInSidebar(button: string): Promise<void> {
    await this.sidebar.hover();
    await this.sidebar.getByRole('button', { name: button }).first().click();
  }

  /** Runs a command by its title, as it stands in the palette (`Category: Title`). */
  async runCommand(title: string): Promise<void> {
    const entry = this.quickInput.options.filter({ hasText: title }).first();
    // The palette lists what was there when it was opened: after a reload, not the extensions' commands at first.
    await eventually(async () => {
      await this.page.keyboard.press('F1');
      await this.quickInput.type(`>${title}`);
      await entry.waitFor({ timeout: 1000 }).catch(async (error: unknown) => {
        await this.quickInput.cancel();
        throw error;
      });
    });
    await entry.click();
  }

  /** Takes all messages away. */
  async clearNotifications(): Promise<void> {
    await this.runCommand('Notifications: Clear All Notifications');
    await this.notifications.all.first().waitFor({ state: 'hidden' });
  }

  /** Opens a file, by its absolute path, in an editor that stays. */
  async openFile(file: string): Promise<void> {
    const name = path.basename(file);
    // A page that is still being drawn takes the keyboard from the box, and a list that is still being made takes no key.
    await eventually(async () => {
      await this.page.keyboard.press('ControlOrMeta+P');
      // A name would do for most files, but not for one that Git ignores. Enter takes the row that has the focus.
      await this.quickInput.field.fill(file, { timeout: 3000 });
      const first = this.quickInput.options.filter({ hasText: name }).and(this.page.locator('.focused'));
      await first.waitFor({ timeout: 3000 });
      await this.quickInput.accept();
      // In italics, the tab of an editor that goes with the next file.
      const staying = this.#editorTab(name)
        .and(this.page.locator('.active'))
        .locator('.monaco-icon-label:not(.italic)');
      await staying.first().waitFor({ timeout: 3000 });
    });
  }

  /** Saves the file in the active editor and waits until it is saved. */
  async save(): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+S');
    await this.page.locator('.tab.active:not(.dirty)').first().waitFor();
  }

  /** The text of the editor, as far as it is on screen. */
  async editorText(): Promise<string> {
    const text = await this.page.locator('.editor-instance .view-lines').first().innerText();
    return text.replaceAll('\u00a0', ' ');
  }

  /** Makes the system's colours, which the window follows, these. */
  async useTheme(colorScheme: 'light' | 'dark'): Promise<void> {
    await this.page.emulateMedia({ colorScheme });
    await this.page
      .locator(`.monaco-workbench.vs${colorScheme === 'dark' ? '-dark' : ':not(.vs-dark)'}`)
      .waitFor();
  }

  /** Saves a picture of the window. @returns its absolute path. */
  async screenshot(name: string, folder = path.join(cacheFolder, 'screenshots')): Promise<string> {
    await mkdir(folder, { recursive: true });
    const file = path.join(folder, `${name.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}.png`);
    await this.page.screenshot({ path: file, animations: 'disabled' });
    return file;
  }

  /** What the window shows of the extension and asks, as text, for those who can't see its picture. */
  async shown(): Promise<string> {
    const parts = ['.quick-input-widget', '.monaco-dialog-box', '.notifications-toasts', '.part.sidebar'];
    const texts = await Promise.all(
      parts.map(part => this.page.locator(part).filter({ visible: true }).allInnerTexts()),
    );
    return texts.flat().join('\n---\n');
  }

  /** Loads the window again, as after “Reload Window”. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.waitUntilReady();
  }

  get #tab(): Locator {
    return this.page.locator('.activitybar').getByRole('tab', { name: containerTitle });
  }

  #editorTab(name: string): Locator {
    return this.page.locator(`.tab[data-resource-name="${name}"]`);
  }
}
