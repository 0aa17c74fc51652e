import {
  commands,
  type Disposable,
  TabInputTextDiff,
  type TextDocumentContentProvider,
  Uri,
  window,
  workspace,
} from 'vscode';
import { mask } from '../dotenv/mask';
import { scan } from '../dotenv/scan';
import { applyEdits } from '../dotenv/textEdit';
import { previewScheme } from '../ids';
import type { Plan } from './plan';
import { fileName } from './uriParts';

/** Shows what a plan changes as a diff, with the secret masked on both sides. */
export class EditPreview implements TextDocumentContentProvider, Disposable {
  private readonly texts = new Map<string, string>();
  private readonly registration = workspace.registerTextDocumentContentProvider(previewScheme, this);
  private shown = 0;

  provideTextDocumentContent(uri: Uri): string {
    return this.texts.get(uri.toString()) ?? '';
  }

  /** @returns what takes the diff away again. */
  async show({ file, names, before, after }: Plan, title: string): Promise<() => Promise<void>> {
    this.shown += 1;
    const place = Uri.from({ scheme: previewScheme, path: `/${fileName(file.uri)}` });
    const sides = [before, after].map((text, side) => {
      const uri = place.with({ query: `${this.shown}.${side}` });
      this.texts.set(uri.toString(), withMasked(text, names.keySecret));
      return uri;
    });
    // A tab of its own: a preview would take the place of the file's own tab.
    await commands.executeCommand('vscode.diff', ...sides, title, { preview: false, preserveFocus: true });
    return async () => {
      for (const uri of sides) this.texts.delete(uri.toString());
      await window.tabGroups.close(tabsOf(sides), true);
    };
  }

  dispose(): void {
    this.registration.dispose();
  }
}

/** The text with every value of `name` masked. */
function withMasked(text: string, name: string): string {
  const secrets = scan(text)
    .filter(piece => piece.kind === 'assignment')
    .filter(({ key }) => key === name);
  return applyEdits(
    text,
    secrets.map(({ value }) => ({ ...value, newText: mask(text.slice(value.start, value.end)) })),
  );
}

function tabsOf(sides: readonly Uri[]) {
  const shown = new Set(sides.map(String));
  return window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof TabInputTextDiff && shown.has(input.modified.toString()));
}
