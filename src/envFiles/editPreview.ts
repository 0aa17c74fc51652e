import {
  commands,
  Disposable,
  type Tab,
  TabInputTextDiff,
  type TextDocumentContentProvider,
  Uri,
  window,
  workspace,
} from 'vscode';
import { previewScheme } from '../ids';
import { maskedSides } from './maskedSides';
import type { Plan } from './plan';
import { fileName } from './uriParts';

/** A diff that the user hasn't answered yet. */
interface Question {
  /** Address of the file to change. */
  readonly file: string;
  /** The texts before and after, by the addresses of the two sides. */
  readonly texts: ReadonlyMap<string, string>;
  readonly answer: (wanted: boolean) => void;
}

/** Shows the changes of plans as diffs, with the secret masked on both sides; the user answers in the diff's tab. */
export class EditPreview implements TextDocumentContentProvider, Disposable {
  private readonly questions = new Map<string, Question>();
  private readonly subscriptions = Disposable.from(
    workspace.registerTextDocumentContentProvider(previewScheme, this),
    window.tabGroups.onDidChangeTabs(({ closed }) => {
      this.discardClosed(closed);
    }),
  );

  /** The text of one side; undefined for a diff that was answered, or that an earlier extension host opened. */
  provideTextDocumentContent(uri: Uri): string | undefined {
    return this.questionOf(uri)?.texts.get(uri.toString());
  }

  /**
   * Shows a diff, and closes it once it is answered.
   * @returns whether the user wants the change: false if the tab is closed, or a later diff of the same file is shown
   */
  async ask(plan: Plan, title: string): Promise<boolean> {
    const file = plan.file.uri.toString();
    for (const earlier of this.questions.values()) if (earlier.file === file) earlier.answer(false);
    // Unique across extension hosts: VS Code may still show a diff of an earlier one.
    const id = crypto.randomUUID();
    const place = Uri.from({ scheme: previewScheme, path: `/${fileName(plan.file.uri)}` });
    const [before, after] = maskedSides(plan);
    const left = place.with({ query: `${id}.before` });
    const right = place.with({ query: `${id}.after` });
    const texts = new Map([
      [left.toString(), before],
      [right.toString(), after],
    ]);
    const answered = new Promise<boolean>(answer => {
      this.questions.set(id, { file, texts, answer });
    });
    try {
      // Not a preview tab: that could replace the tab of the file itself.
      await commands.executeCommand('vscode.diff', left, right, title, { preview: false });
      return await answered;
    } finally {
      this.questions.delete(id);
      await window.tabGroups.close(tabsOf(right));
    }
  }

  /**
   * Answers the diff that has `uri` on one of its sides.
   * @returns false if that diff needs no answer any more: its tab, if there is one, is closed
   */
  async answer(uri: Uri, wanted: boolean): Promise<boolean> {
    const question = this.questionOf(uri);
    question?.answer(wanted);
    if (!question) await window.tabGroups.close(tabsOf(uri));
    return question !== undefined;
  }

  dispose(): void {
    this.subscriptions.dispose();
    for (const { answer } of this.questions.values()) answer(false);
  }

  private questionOf(uri: Uri): Question | undefined {
    return [...this.questions.values()].find(({ texts }) => texts.has(uri.toString()));
  }

  /** Answers closed diffs with no. A tab that was only moved is reported as closed too, but is still open elsewhere. */
  private discardClosed(closed: readonly Tab[]): void {
    for (const { input } of closed) {
      if (!(input instanceof TabInputTextDiff) || tabsOf(input.modified).length > 0) continue;
      this.questionOf(input.modified)?.answer(false);
    }
  }
}

function tabsOf(side: Uri): readonly Tab[] {
  const shown = side.toString();
  return window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) =>
        input instanceof TabInputTextDiff &&
        (input.original.toString() === shown || input.modified.toString() === shown),
    );
}
