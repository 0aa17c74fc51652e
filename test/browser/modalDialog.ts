import type { Locator, Page } from 'playwright-core';

/** The question that blocks everything else. */
export class ModalDialog {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Waits for it; its message and detail as shown. */
  async text(): Promise<string> {
    const message = this.#box.locator('.dialog-message-container');
    await message.waitFor();
    return message.innerText();
  }

  /** What its buttons are called. */
  async buttons(): Promise<string[]> {
    return this.#box.locator('.dialog-buttons').getByRole('button').allInnerTexts();
  }

  /** Clicks a button and waits until the dialog is gone. */
  async click(button: string): Promise<void> {
    await this.#box.getByRole('button', { name: button, exact: true }).click();
    await this.#box.waitFor({ state: 'hidden' });
  }

  get #box(): Locator {
    return this.#page.locator('.monaco-dialog-box');
  }
}
