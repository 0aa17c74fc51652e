import { env } from 'vscode';
import { foreignText } from '../foreignText';
import { l10n, type OwnText } from '../l10n';

/** `a, b and c` of foreign texts; if there are more than `most`, the first ones and the number of the others. */
export function listed(texts: readonly string[], most = texts.length): OwnText {
  const rest = texts.length - most;
  const shown = texts.slice(0, most).map(foreignText);
  if (rest > 0) shown.push(l10n.t('{0} more', rest));
  return { own: new Intl.ListFormat(env.language, { type: 'conjunction' }).format(shown) };
}
