import { l10n } from '../../l10n';
import type { Risk } from '../../envFiles/risks';
import type { Prompts } from '../../ui/prompts';
import { findingSentence } from '../env/findingSentences';

/** A file in which replacing a key has risks. */
export interface RiskyFile {
  readonly name: string;
  readonly risks: readonly Risk[];
}

/** Asks whether to replace a key in a file in spite of the risks. */
export function confirmRiskyFile(
  { prompts }: { readonly prompts: Pick<Prompts, 'confirm'> },
  { name, risks }: RiskyFile,
): Promise<boolean> {
  return prompts.confirm({
    question: l10n.t('Replace the key in {0} anyway?', name),
    detail: risks.map(risk => findingSentence(risk, name)).join('\n\n'),
    keep: l10n.t('Leave File'),
    action: l10n.t('Replace Anyway'),
  });
}
