import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { eventually } from './eventually';

/** The rows of one view of the sidebar, by what stands in bold on them. */
export class Tree {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** The row with exactly this label. */
  row(label: string): Locator {
    return this.#rows.filter({ has: this.#page.getByText(label, { exact: true }) });
  }

  /** The labels of the rows now on screen, from top to bottom. */
  async labels(): Promise<string[]> {
    return this.#rows.locator('.label-name').allTextContents();
  }

  /** Waits until these are the labels of the rows, from top to bottom. */
  async waitForLabels(...labels: readonly string[]): Promise<void> {
    await eventually(async () => {
      assert.deepEqual(await this.labels(), labels);
    });
  }

  /** Waits until this, or a text like this, stands behind the label. */
  async waitForDescription(label: string, expected: string | RegExp): Promise<void> {
    await eventually(async () => {
      const description = (await this.row(label).locator('.label-description').textContent()) ?? '';
      if (typeof expected === 'string') assert.equal(description, expected);
      else assert.match(description, expected);
    });
  }

  /** Waits until this is what a screen reader says. */
  async waitForSpoken(label: string, expected: RegExp): Promise<void> {
    await eventually(async () => {
      assert.match((await this.row(label).getAttribute('aria-label')) ?? '', expected);
    });
  }

  /** Opens the row, where it is not open, and waits until it is. */
  async expand(label: string): Promise<void> {
    const row = this.row(label);
    await row.waitFor();
    if ((await row.getAttribute('aria-expanded')) !== 'true') await row.locator('.monaco-tl-twistie').click();
    await this.#rows
      .and(this.#page.locator('[aria-expanded="true"]'))
      .filter({ has: this.#page.getByText(label, { exact: true }) })
      .waitFor();
  }

  /** Selects the row and gives it the keyboard. */
  async select(label: string, { add = false }: { readonly add?: boolean } = {}): Promise<void> {
    await this.row(label).click(add ? { modifiers: ['ControlOrMeta'] } : {});
  }

  /** Selects the rows, and no others, as one does with the mouse; the last one has the keyboard. */
  async selectOnly(first: string, ...others: readonly string[]): Promise<void> {
    // A row that is drawn anew meanwhile loses its selection.
    await eventually(async () => {
      await this.select(first);
      for (const label of others) await this.select(label, { add: true });
      const selected = await this.#selected.locator('.label-name').allTextContents();
      assert.deepEqual(selected.sort(), [first, ...others].sort());
    });
  }

  /** Waits until the rows with these labels are those that are selected, from top to bottom. */
  async waitForSelection(...labels: readonly string[]): Promise<void> {
    await eventually(async () => {
      assert.deepEqual(await this.#selected.locator('.label-name').allTextContents(), labels);
    });
  }

  /** Clicks a button of the row; buttons show while the pointer is over it. */
  async clickInline(label: string, button: string): Promise<void> {
    const row = this.row(label);
    await row.hover();
    await row.getByRole('button', { name: button }).click();
  }

  /** The entries of the row's context menu, which stays open. */
  async openMenu(label: string): Promise<Locator> {
    const entries = this.#page.locator('.context-view').getByRole('menuitem');
    // A row that is drawn anew may get no menu.
    await eventually(async () => {
      if (await entries.first().isVisible()) await this.closeMenu();
      await this.row(label).click({ button: 'right', timeout: 3000 });
      await entries.first().waitFor({ timeout: 3000 });
    });
    return entries;
  }

  /** Closes the context menu again. */
  async closeMenu(): Promise<void> {
    await this.#page.keyboard.press('Escape');
    await this.#page.locator('.context-view').getByRole('menuitem').first().waitFor({ state: 'hidden' });
  }

  /** Picks an entry of the row's context menu. */
  async clickMenu(label: string, entry: string): Promise<void> {
    const focused = this.#page.locator('.context-view .action-item.focused').filter({ hasText: entry });
    // A menu closes when something else takes the focus, such as an editor that is still being opened.
    await eventually(async () => {
      const entries = await this.openMenu(label);
      await entries.filter({ hasText: entry }).first().hover({ timeout: 3000 });
      await focused.waitFor({ timeout: 3000 });
    });
    // A menu takes no click in its first moments, but always a key.
    await this.#page.keyboard.press('Enter');
    await focused.waitFor({ state: 'hidden' });
  }

  /** The text that shows while the pointer rests on the row. */
  async tooltip(label: string): Promise<string> {
    const hover = this.#page.locator('.monaco-hover').filter({ visible: true });
    await this.#page.mouse.move(0, 0);
    await hover.first().waitFor({ state: 'hidden' });
    await this.row(label).hover();
    await hover.first().waitFor();
    return hover.first().innerText();
  }

  get #selected(): Locator {
    return this.#rows.and(this.#page.locator('[aria-selected="true"]'));
  }

  get #rows(): Locator {
    return this.#page.locator('.part.sidebar').getByRole('treeitem');
  }
}
