import { l10n, type Uri, window, workspace } from 'vscode';
import type { Plan } from '../../envFiles/plan';
import { fillTemplateGap, templateGap } from '../../envFiles/neighbours';
import { removeOverriddenLines } from '../../envFiles/overriddenLines';
import { fileName } from '../../envFiles/uriParts';
import type { Parts } from '../parts';

interface Offer {
  readonly label: string;
  readonly run: () => PromiseLike<unknown>;
}

/** Says in one notification that a file holds the key, and offers what may be tidied up now; waits for no answer. */
export async function tellInserted(
  { prompts }: Pick<Parts, 'prompts'>,
  plan: Plan,
  message: string,
): Promise<void> {
  const offers = await offersFor(plan);
  const sentences = [message, ...readersThatDiffer(plan)];
  const answer = prompts.notify(sentences.join(' '), ...offers.map(({ label }) => label));
  void answer.then(async chosen => {
    const done = await offers.find(({ label }) => label === chosen)?.run();
    if (done === false) {
      await prompts.warn(l10n.t('That file could not be edited and saved. Open it and look at it.'));
    }
  });
}

async function offersFor({ file: { uri }, values, variables }: Plan): Promise<readonly Offer[]> {
  const offers: Offer[] = isShown(uri)
    ? []
    : [{ label: l10n.t('Open File'), run: () => window.showTextDocument(uri) }];
  const repeated = variables.filter(({ duplicates }) => duplicates.length > 0).map(({ name }) => name);
  if (repeated.length > 0) {
    offers.push({
      label: l10n.t('Remove Overridden Lines'),
      run: () => removeOverriddenLines(uri, repeated),
    });
  }
  const gap = await templateGap(
    uri,
    values.map(([name]) => name),
  );
  if (gap) {
    offers.push({ label: l10n.t('Add Names to {0}', fileName(gap.uri)), run: () => fillTemplateGap(gap) });
  }
  return offers;
}

function isShown(uri: Uri): boolean {
  return window.visibleTextEditors.some(({ document }) => document.uri.toString() === uri.toString());
}

/** A value that can't stand without quotes is read otherwise by some. */
function readersThatDiffer({ file: { uri }, variables }: Plan): readonly string[] {
  return variables
    .filter(({ differing }) => differing.length > 0)
    .map(({ name, differing }) =>
      l10n.t(
        'The value of {0} needs quotes, which {1} read as part of it: should one of them read {2}, check it there.',
        name,
        differing.join(', '),
        workspace.asRelativePath(uri),
      ),
    );
}
