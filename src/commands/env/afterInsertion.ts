import { type Uri, window, workspace } from 'vscode';
import { l10n } from '../../l10n';
import type { Finding } from '../../envFiles/inspection';
import type { Plan } from '../../envFiles/plan';
import { fillTemplateGap, removeOverriddenLines, templateGap } from '../../envFiles/tidyUp';
import { fileName } from '../../envFiles/uriParts';
import { type Remedy, UserError } from '../../ui/userError';
import type { Parts } from '../parts';
import { opensFile } from './fileRemedies';
import { findingSentence } from './findingSentences';
import { showMessage } from '../runReportingErrors';

/** Says in one notification that a file has the key, and offers to tidy up. Doesn't wait for an answer. */
export async function tellInserted(
  parts: Pick<Parts, 'prompts' | 'log'>,
  plan: Plan,
  told: readonly Finding[],
  message: string,
): Promise<void> {
  const file = workspace.asRelativePath(plan.file.uri);
  const sentences = [message, ...told.map(finding => findingSentence(finding, file))];
  void showMessage(parts, 'notify', sentences.join(' '), await offersFor(plan));
}

async function offersFor({ file, values, variables }: Plan): Promise<readonly Remedy[]> {
  const { uri } = file;
  const offers: Remedy[] = isShown(uri) ? [] : [opensFile(uri)];
  const repeated = variables.filter(({ duplicates }) => duplicates.length > 0).map(({ name }) => name);
  if (repeated.length > 0) {
    offers.push({
      label: l10n.t('Remove Overridden Lines'),
      run: () => assertDone(removeOverriddenLines(file, repeated)),
    });
  }
  const gap = await templateGap(
    uri,
    values.map(([name]) => name),
  );
  if (gap) {
    offers.push({
      label: l10n.t('Add Names to {0}', fileName(gap.uri)),
      run: () => assertDone(fillTemplateGap(gap)),
    });
  }
  return offers;
}

/** @throws UserError if a file wasn't edited and saved */
export async function assertDone(editing: Promise<boolean> | boolean): Promise<void> {
  if (await editing) return;
  throw new UserError(l10n.t('The file couldn’t be edited and saved. Open it and check.'));
}

function isShown(uri: Uri): boolean {
  return window.visibleTextEditors.some(({ document }) => document.uri.toString() === uri.toString());
}
