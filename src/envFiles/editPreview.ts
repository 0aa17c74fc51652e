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

/** A diff that waits for its answer. */
interface Question {
  /** Address of the file that is to be changed. */
  readonly file: string;
  /** The texts before and after, by the addresses of the two sides. */
  readonly texts: ReadonlyMap<string, string>;
  readonly answer: (wanted: boolean) => void;
}

/** Shows what plans change as diffs that the user answers where they are, with the secret masked on both sides. */
export class EditPreview implements TextDocumentContentProvider, Disposable {
  private readonly questions = new Map<string, Question>();
  private readonly subscriptions = Disposable.from(
    workspace.registerTextDocumentContentProvider(previewScheme, this),
    window.tabGroups.onDidChangeTabs(({ closed }) => {
      this.discardClosed(closed);
    }),
  );

  /** Undefined for a diff that was answered, or that an extension host asked for which has ended since. */
  provideTextDocumentContent(uri: Uri): string | undefined {
    return this.questionOf(uri)?.texts.get(uri.toString());
  }

  /**
   * Shows a diff, and takes it away once it is answered.
   * @returns whether the change is wanted: not where its tab is closed, or where a later one of the same file is shown
   */
  async ask(plan: Plan, title: string): Promise<boolean> {
    const file = plan.file.uri.toString();
    for (const earlier of this.questions.values()) if (earlier.file === file) earlier.answer(false);
    // Never one of an extension host that has ended: VS Code may still have what that one showed.
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
      // A tab of its own: a preview would take the place of the file's own tab.
      await commands.executeCommand('vscode.diff', left, right, title, { preview: false });
      return await answered;
    } finally {
      this.questions.delete(id);
      await window.tabGroups.close(tabsOf(right));
    }
  }

  /**
   * Answers the diff that has `uri` on one of its sides.
   * @returns false where it waits for no answer: its tab, if there is one, is closed then
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

  /** A tab that is moved closes too, and stands somewhere else by then. */
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
