import type { Explanation } from '../../../../src/projects/explain';
import { withModules } from '../../package/loadPackaged';

type Explain = (error: unknown) => Explanation | undefined;

/** The product's sentences, beside a VS Code that has no translation of them. Empty for what it has no words for. */
export async function loadExplain(): Promise<(error: unknown) => string> {
  const l10n = {
    t: (message: string, ...values: readonly unknown[]) =>
      message.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)])),
  };
  const { explain } = await withModules(
    request => (request === 'vscode' ? { l10n } : undefined),
    require => require('../../../src/projects/explain') as { readonly explain: Explain },
  );
  return error => explain(error)?.text ?? '';
}
