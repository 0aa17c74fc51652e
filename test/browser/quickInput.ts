import type { Locator, Page } from 'playwright-core';

/** The box at the top that asks for a text or a choice; there is one at a time. */
export class QuickInput {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Waits for a box with this title (a part of it is enough). */
  async waitFor(title: string): Promise<void> {
    await this.#box.locator('.quick-input-title').filter({ hasText: title }).waitFor();
  }

  /** The field one types into. */
  get field(): Locator {
    return this.#box.locator('.quick-input-box input');
  }

  /** Whether what is typed shows as dots. */
  async masked(): Promise<boolean> {
    return (await this.field.getAttribute('type')) === 'password';
  }

  /** Replaces what is typed. */
  async type(text: string): Promise<void> {
    await this.field.fill(text);
  }

  /** Replaces what is typed and presses Enter. */
  async answer(text: string): Promise<void> {
    await this.type(text);
    await this.accept();
  }

  async accept(): Promise<void> {
    await this.field.press('Enter');
  }

  async cancel(): Promise<void> {
    await this.field.press('Escape');
    await this.waitUntilClosed();
  }

  /** The line under the field: the prompt, or what is wrong with the text. Wait for it by `filter({ hasText })`. */
  get message(): Locator {
    return this.#box.locator('.quick-input-message');
  }

  /** Waits for a message that holds `text`. */
  async waitForMessage(text: string): Promise<void> {
    await this.message.filter({ hasText: text }).waitFor();
  }

  /** The choices on screen. */
  get options(): Locator {
    return this.#box.getByRole('option');
  }

  /** Picks the first choice that holds `text`. */
  async pick(text: string): Promise<void> {
    await this.options.filter({ hasText: text }).first().click();
  }

  /** Clicks the first choices that hold these texts one after another, faster than VS Code can answer the first click. */
  async pickAtOnce(...texts: readonly string[]): Promise<void> {
    const places = await Promise.all(
      texts.map(text => this.options.filter({ hasText: text }).first().boundingBox()),
    );
    await Promise.all(
      places.map((place, index) => {
        if (!place) throw new Error(`No choice “${texts[index] ?? ''}” is on screen.`);
        return this.#page.mouse.click(place.x + place.width / 2, place.y + place.height / 2);
      }),
    );
  }

  /** Ticks the first of several choices that holds `text`, or takes the tick away. */
  async tick(text: string): Promise<void> {
    await this.#box.locator('.monaco-list-row').filter({ hasText: text }).first().click();
  }

  /** Clicks a button of the box's title or field, by its tooltip. */
  async clickButton(name: string): Promise<void> {
    await this.#box.getByRole('button', { name }).click();
  }

  async waitUntilClosed(): Promise<void> {
    await this.#box.waitFor({ state: 'hidden' });
  }

  get #box(): Locator {
    return this.#page.locator('.quick-input-widget').filter({ visible: true });
  }
}
