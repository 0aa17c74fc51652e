import type { LocalizedText } from './localizedTexts';

/** Where the English bundle lies, below the project's folder; translations lie beside it. */
export const bundlePath = 'l10n/bundle.l10n.json';

/** The English bundle: every text with itself, sorted, so that one text more is one line more. */
export function bundleOf(texts: readonly LocalizedText[]): string {
  const sorted = [...new Set(texts.map(({ text }) => text))].sort();
  return `${JSON.stringify(Object.fromEntries(sorted.map(text => [text, text])), undefined, 2)}\n`;
}
