import {
  type EndOfLine,
  type Position,
  Range,
  Selection,
  type TextDocument,
  type TextEditor,
  TextEdit as DocumentEdit,
  window,
  workspace,
  WorkspaceEdit,
} from 'vscode';
import type { TextEdit } from '../dotenv/textEdit';
import { keepView, viewsOf } from './keepView';

export interface DocumentEditOptions {
  /** The line break of all lines, where it is to change. */
  readonly eol?: EndOfLine;
}

/**
 * Makes edits of a document's present text in one step to undo. Carets and selections in it stay where they are, also
 * those at which text is put in; so does what the editors show.
 * @returns false where VS Code made none
 */
export async function editDocument(
  document: TextDocument,
  edits: readonly TextEdit[],
  { eol = document.eol }: DocumentEditOptions = {},
): Promise<boolean> {
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

/** VS Code moves a caret behind what is put in at it, and one inside what is replaced to the end of that. */
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
