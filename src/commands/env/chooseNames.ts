import { l10n, type Uri, workspace } from 'vscode';
import { type NamesCandidate, namesFor } from '../../dotenv/names';
import { configuredNames } from '../../envFiles/configuredNames';
import { belongsToFunctions } from '../../envFiles/neighbours';
import { UserError } from '../../ui/userError';
import type { Parts } from '../parts';
import { opensNameSettings } from './refusals';

/**
 * The variables that get a key: those of the settings, else those the file uses. A file that holds several pairs leaves
 * it to the user which one is meant.
 * @throws UserError where the settings can't be followed
 */
export async function chooseNames(
  { envFiles, prompts }: Pick<Parts, 'envFiles' | 'prompts'>,
  uri: Uri,
  text: string,
): Promise<NamesCandidate | undefined> {
  const configured = configuredNames(envFiles.settings(uri).names);
  if (!configured.ok) throw unusable(configured.problem, configured.name);
  const sinchFunctions = await belongsToFunctions(uri);
  const candidates = namesFor(text, { configured: configured.names, sinchFunctions });
  const [first] = candidates;
  const rivals = candidates.filter(({ presence }) => presence === 'active');
  if (configured.names || rivals.length < 2) return first;
  return prompts.pick(
    l10n.t('Insert Into {0}', workspace.asRelativePath(uri)),
    l10n.t('Which variables are meant?'),
    rivals.map(names => ({
      label: names.keyId,
      description: `${names.projectId}, ${names.keySecret}`,
      value: names,
    })),
  );
}

function unusable(problem: 'invalid' | 'repeated', name: string): UserError {
  const message =
    problem === 'invalid'
      ? l10n.t(
          'The settings ask for the variable “{0}”, which is not a name every program can read. Use letters, digits and underscores.',
          name,
        )
      : l10n.t(
          'The settings ask for the variable “{0}” twice. Give project ID, key ID and key secret names of their own.',
          name,
        );
  return new UserError(message, { remedies: [opensNameSettings()] });
}
