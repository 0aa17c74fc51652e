import {
  EndOfLine,
  type Position,
  Range,
  Selection,
  type TextDocument,
  type TextEditor,
  TextEditorRevealType,
  TextEdit as DocumentEdit,
  window,
  workspace,
  WorkspaceEdit,
} from 'vscode';
import type { TextEdit } from '../dotenv/textEdit';
import type { EditorText, LineBreak } from './fileState';

/** Lets a document be edited and saved. */
export function editorText(document: TextDocument): EditorText {
  return {
    get isDirty() {
      return document.isDirty;
    },
    get eol() {
      return document.eol === EndOfLine.CRLF ? '\r\n' : '\n';
    },
    edit: (edits, eol) => editDocument(document, edits, eol),
    save: () => trySave(document),
  };
}

/** Saves a document. @returns false if it can't be saved, whether VS Code resolves to false or rejects */
export async function trySave(document: Pick<TextDocument, 'save'>): Promise<boolean> {
  try {
    return await document.save();
  } catch {
    return false;
  }
}

/**
 * Edits a document. Carets, selections and scroll positions stay at the same text, even if text is inserted at a caret.
 * @returns false if VS Code made no edit
 */
async function editDocument(
  document: TextDocument,
  edits: readonly TextEdit[],
  lineBreak?: LineBreak,
): Promise<boolean> {
  const wanted = lineBreak === '\r\n' ? EndOfLine.CRLF : EndOfLine.LF;
  const eol = lineBreak === undefined ? document.eol : wanted;
  const touched = window.visibleTextEditors.filter(editor => isTouched(editor, document, edits));
  const carets = touched.map(editor => ({
    editor,
    selections: editor.selections.map(({ anchor, active }) => ({
      anchor: shifted(document.offsetAt(anchor), edits),
      active: shifted(document.offsetAt(active), edits),
    })),
  }));
  const views = viewsOf(document);
  const edit = new WorkspaceEdit();
  edit.set(document.uri, [
    ...(eol === document.eol ? [] : [DocumentEdit.setEndOfLine(eol)]),
    ...edits.map(({ start, end, newText }) =>
      DocumentEdit.replace(new Range(document.positionAt(start), document.positionAt(end)), newText),
    ),
  ]);
  if (!(await workspace.applyEdit(edit))) return false;
  for (const { editor, selections } of carets) {
    const at = (offset: number): Position => document.positionAt(offset);
    editor.selections = selections.map(({ anchor, active }) => new Selection(at(anchor), at(active)));
  }
  for (const view of views) keepView(view, shifted(view.offset, edits));
  return true;
}

/**
 * Whether edits touch a caret of an editor: VS Code moves a caret behind text that is inserted at it, and one inside
 * replaced text to the end of the new text.
 */
function isTouched(editor: TextEditor, document: TextDocument, edits: readonly TextEdit[]): boolean {
  return (
    editor.document === document &&
    editor.selections
      .flatMap(({ anchor, active }) => [anchor, active])
      .map(position => document.offsetAt(position))
      .some(offset => edits.some(({ start, end }) => start <= offset && offset <= end))
  );
}

function shifted(offset: number, edits: readonly TextEdit[]): number {
  const passed = edits.filter(({ start, end }) => end <= offset && start < offset);
  const inside = edits.find(({ start, end }) => start < offset && offset < end);
  const shift = passed.reduce((sum, { start, end, newText }) => sum + newText.length - (end - start), 0);
  return (inside ? Math.min(offset, inside.start + inside.newText.length) : offset) + shift;
}

/** The first line that an editor shows. */
interface View {
  readonly editor: TextEditor;
  /** The 0-based line at the top, and its start as an offset in the text. */
  readonly line: number;
  readonly offset: number;
}

/** The views of the visible editors of a document. */
function viewsOf(document: TextDocument): readonly View[] {
  return window.visibleTextEditors
    .filter(editor => editor.document === document)
    .flatMap(editor => {
      const [first] = editor.visibleRanges;
      return first ? [{ editor, line: first.start.line, offset: document.offsetAt(first.start) }] : [];
    });
}

/**
 * Scrolls the text that was at the top, and is at `offset` now, back to the top: if lines are inserted above, VS Code
 * keeps showing the same line numbers.
 */
function keepView({ editor, line }: View, offset: number): void {
  const { document } = editor;
  const now = document.positionAt(offset).line;
  if (now === line) return;
  const revealed = Math.min(now + linesKeptAbove(editor), document.lineCount - 1);
  editor.revealRange(new Range(revealed, 0, revealed, 0), TextEditorRevealType.AtTop);
}

/** How many lines VS Code leaves above a line revealed at the top: for sticky scroll, or `cursorSurroundingLines`. */
function linesKeptAbove({ document, visibleRanges: [first] }: TextEditor): number {
  const settings = workspace.getConfiguration('editor', document);
  const sticking = settings.get<boolean>('stickyScroll.enabled', true)
    ? settings.get('stickyScroll.maxLineCount', 5)
    : 0;
  const half = first ? Math.floor((first.end.line - first.start.line) / 2) : 0;
  return Math.min(half, Math.max(sticking, settings.get('cursorSurroundingLines', 0)));
}
