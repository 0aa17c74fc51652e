import { type Tab, TabInputTextDiff, type Uri, window, workspace } from 'vscode';
import { previewScheme } from '../../src/ids';

/** A change to a `.env` file that waits for its answer. */
export interface ShownChange {
  readonly title: string;
  readonly before: string;
  readonly after: string;
  /** What its buttons call their commands with. */
  readonly uri: Uri;
}

/** The next change that is shown. To be called before what shows it. */
export async function nextChange(): Promise<ShownChange> {
  const { label, input } = await new Promise<ChangeTab>(resolve => {
    const listener = window.tabGroups.onDidChangeTabs(({ opened }) => {
      const tab = opened.find(isChange);
      if (!tab) return;
      listener.dispose();
      resolve(tab);
    });
  });
  const textOf = async (uri: Uri): Promise<string> => (await workspace.openTextDocument(uri)).getText();
  const [before, after] = await Promise.all([textOf(input.original), textOf(input.modified)]);
  return { title: label, before, after, uri: input.modified };
}

/** The titles of the changes on screen. */
export function shownChanges(): readonly string[] {
  return window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(isChange)
    .map(({ label }) => label);
}

type ChangeTab = Tab & { readonly input: TabInputTextDiff };

function isChange(tab: Tab): tab is ChangeTab {
  return tab.input instanceof TabInputTextDiff && tab.input.modified.scheme === previewScheme;
}
