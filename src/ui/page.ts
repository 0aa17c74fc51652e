import { type QuickPickItem, QuickPickItemKind, window } from 'vscode';
import { oneLine } from '../foreignText';
import { shownRow } from './shownRow';

/** A list that stays open while the user chooses rows, and shows the changes. */
export interface Page {
  readonly title: string;
  readonly placeholder: string;
  /** The ID of the row that has the focus at first. */
  readonly focused: string;
  /** The current sections; read again after each choice. */
  readonly sections: () => readonly Section[];
}

/** Rows under a line with a title; an empty title draws no line. */
export interface Section {
  readonly title: string;
  readonly rows: readonly PageRow[];
}

export interface PageRow extends QuickPickItem {
  /** Stays the same when the text of the row changes. */
  readonly id: string;
  /**
   * Runs the action of the row, and returns whether that ends the page. A boolean takes effect before the next
   * click; while a promise is pending, clicks are ignored.
   */
  readonly choose: () => boolean | Promise<boolean>;
}

/** @returns false when dismissed */
export function askPage({ title, placeholder, focused, sections }: Page): Promise<boolean> {
  const box = window.createQuickPick<QuickPickItem | PageRow>();
  box.title = oneLine(title);
  box.placeholder = oneLine(placeholder);
  box.ignoreFocusOut = true;
  box.keepScrollPosition = true;
  const show = (active: string): void => {
    const lines = linesOf(sections());
    box.value = '';
    box.items = lines;
    box.activeItems = lines.filter(line => 'id' in line && line.id === active);
    box.show();
  };
  return new Promise<boolean>((resolve, reject) => {
    let isWaiting = false;
    const goOn = (id: string, isOver: boolean): void => {
      if (isOver) resolve(true);
      else show(id);
    };
    box.onDidAccept(() => {
      const [line] = box.selectedItems;
      if (!line || !('choose' in line) || isWaiting) return;
      const isOver = line.choose();
      if (typeof isOver === 'boolean') {
        goOn(line.id, isOver);
        return;
      }
      isWaiting = true;
      isOver
        .then(answer => {
          isWaiting = false;
          goOn(line.id, answer);
        })
        .catch(reject);
    });
    box.onDidHide(() => {
      // A question that a row asks hides the page, which is shown again after it.
      if (!isWaiting) resolve(false);
    });
    show(focused);
  }).finally(() => {
    box.dispose();
  });
}

function linesOf(sections: readonly Section[]): readonly (QuickPickItem | PageRow)[] {
  return sections.flatMap(({ title, rows }) => [
    ...(title === '' ? [] : [{ label: title, kind: QuickPickItemKind.Separator }]),
    ...rows.map(shownRow),
  ]);
}
