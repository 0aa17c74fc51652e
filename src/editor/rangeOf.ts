import { Range, type TextDocument } from 'vscode';
import type { Span } from '../dotenv/scan';

/** Where a span of a document's text is. */
export function rangeOf(document: TextDocument, { start, end }: Span): Range {
  return new Range(document.positionAt(start), document.positionAt(end));
}
