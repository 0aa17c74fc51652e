import type { Locator, Page } from 'playwright-core';

/** The messages at the lower right. */
export class Notifications {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Those on screen. */
  get all(): Locator {
    return this.#page.locator('.notifications-toasts .notification-list-item');
  }

  /** The one that holds `text`. */
  with(text: string): Locator {
    return this.all.filter({ hasText: text });
  }

  async waitFor(text: string): Promise<void> {
    await this.with(text).first().waitFor();
  }

  /** Clicks a button of the message that holds `text`. */
  async click(text: string, button: string): Promise<void> {
    await this.with(text).first().getByRole('button', { name: button, exact: true }).click();
  }
}
