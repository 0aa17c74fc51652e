import assert from 'node:assert/strict';
import { EventEmitter, type QuickPickItem } from 'vscode';
import { askPage, type PageRow } from '../../src/ui/page';
import { type Deferred, deferred } from '../fakes/deferred';
import { withStub } from './withStub';

/** The list VS Code would show, where clicks come exactly when a test wants them to. */
class Box {
  items: readonly QuickPickItem[] = [];
  activeItems: readonly QuickPickItem[] = [];
  selectedItems: readonly QuickPickItem[] = [];
  value = '';
  shown = 0;
  private readonly accepted = new EventEmitter<void>();
  private readonly hidden = new EventEmitter<void>();
  readonly onDidAccept = this.accepted.event;
  readonly onDidHide = this.hidden.event;

  show(): void {
    this.shown += 1;
  }

  hide(): void {
    this.hidden.fire();
  }

  dispose(): void {
    this.hide();
  }

  /** Clicks the row with this label as it is now; none is what Enter chooses where the filter leaves no row. */
  choose(label?: string): void {
    this.selectedItems = this.items.filter(item => item.label === label);
    this.accepted.fire();
  }

  get labels(): readonly string[] {
    return this.items.map(({ label }) => label);
  }
}

describe('a page', () => {
  let box: Box;
  let count: number;
  let answer: Deferred<boolean>;

  /** `add` counts, `ask` waits for an answer, `end` ends. */
  function rows(): readonly PageRow[] {
    return [
      { id: 'end', label: `end at ${count}`, choose: () => true },
      {
        id: 'add',
        label: `add to ${count}`,
        choose: () => {
          count += 1;
          return false;
        },
      },
      { id: 'ask', label: 'ask', choose: () => answer.promise },
    ];
  }

  async function onPage(task: (asked: Promise<boolean>) => PromiseLike<unknown>): Promise<void> {
    const sections = () => [{ title: '', rows: rows() }];
    await withStub(
      'createQuickPick',
      () => box,
      () => task(askPage({ title: 'Count', placeholder: 'Choose', focused: 'end', sections })),
    );
  }

  beforeEach(() => {
    box = new Box();
    count = 0;
    answer = deferred();
  });

  it('stays where the filter leaves no row to accept', () =>
    onPage(async asked => {
      box.choose();
      box.choose('end at 0');
      assert.equal(await asked, true);
    }));

  it('counts every click, however fast they come, and keeps the focus where it was', () =>
    onPage(async asked => {
      box.value = 'add';
      box.choose('add to 0');
      box.choose('add to 1');
      assert.deepEqual(box.labels, ['end at 2', 'add to 2', 'ask']);
      assert.deepEqual(
        box.activeItems.map(({ label }) => label),
        ['add to 2'],
      );
      assert.equal(box.value, '');
      box.choose('end at 2');
      assert.equal(await asked, true);
    }));

  it('comes back after what a row asks, and counts no click meanwhile', () =>
    onPage(async asked => {
      box.choose('ask');
      box.hide();
      box.choose('add to 0');
      box.choose('end at 0');
      const shown = box.shown;
      answer.resolve(false);
      await answer.promise;
      await Promise.resolve();
      assert.equal(box.shown, shown + 1);
      assert.deepEqual(box.labels, ['end at 0', 'add to 0', 'ask']);
      box.hide();
      assert.equal(await asked, false);
    }));

  it('fails with what a row fails with', () =>
    onPage(async asked => {
      box.choose('ask');
      answer.reject(new Error('The disk is full.'));
      await assert.rejects(asked, /The disk is full/);
    }));
});
