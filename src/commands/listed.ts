import { env, l10n } from 'vscode';

/** `a, b and c`; of more than `most` the first, and how many more there are. */
export function listed(texts: readonly string[], most = texts.length): string {
  const rest = texts.length - most;
  const shown = rest > 0 ? [...texts.slice(0, most), l10n.t('{0} more', rest)] : texts;
  return new Intl.ListFormat(env.language, { type: 'conjunction' }).format(shown);
}
