import { Range, type TextDocument, type TextEditor, TextEditorRevealType, window, workspace } from 'vscode';

/** What an editor shows first. */
export interface View {
  readonly editor: TextEditor;
  /** The 0-based line at the top, and where it starts in the text. */
  readonly line: number;
  readonly offset: number;
}

/** The views of the visible editors of a document. */
export function viewsOf(document: TextDocument): readonly View[] {
  return window.visibleTextEditors
    .filter(editor => editor.document === document)
    .flatMap(editor => {
      const [first] = editor.visibleRanges;
      return first ? [{ editor, line: first.start.line, offset: document.offsetAt(first.start) }] : [];
    });
}

/**
 * Scrolls so that what was at the top, and stands at `offset` by now, is at the top again: VS Code goes on showing the
 * lines of the same numbers, whatever comes in above them.
 */
export function keepView({ editor, line }: View, offset: number): void {
  const { document } = editor;
  const now = document.positionAt(offset).line;
  if (now === line) return;
  const revealed = Math.min(now + linesKeptAbove(editor), document.lineCount - 1);
  editor.revealRange(new Range(revealed, 0, revealed, 0), TextEditorRevealType.AtTop);
}

/** How many lines VS Code leaves above one that it is to show at the top: for lines that stick there, or as the settings say. */
function linesKeptAbove({ document, visibleRanges: [first] }: TextEditor): number {
  const settings = workspace.getConfiguration('editor', document);
  const sticking = settings.get<boolean>('stickyScroll.enabled', true)
    ? settings.get('stickyScroll.maxLineCount', 5)
    : 0;
  const half = first ? Math.floor((first.end.line - first.start.line) / 2) : 0;
  return Math.min(half, Math.max(sticking, settings.get('cursorSurroundingLines', 0)));
}
