import type { TextDocument } from 'vscode';

/** Saves a document. @returns false where that can't be done: VS Code says so in one way or another */
export async function trySave(document: Pick<TextDocument, 'save'>): Promise<boolean> {
  try {
    return await document.save();
  } catch {
    return false;
  }
}
