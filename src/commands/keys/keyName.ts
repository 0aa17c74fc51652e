import { l10n } from 'vscode';
import { maxDisplayNameLength } from '../../sinch/limits';
import type { AccessKey } from '../../sinch/types';

/** What is wrong with a display name for a key of a project that has `others`, or undefined. */
export function keyNameProblem(name: string, others: readonly AccessKey[]): string | undefined {
  if (name === '') return l10n.t('Enter a name.');
  if (name.length > maxDisplayNameLength)
    return l10n.t('Use at most {0} characters. You entered {1}.', maxDisplayNameLength, name.length);

  return others.some(({ displayName }) => displayName === name)
    ? l10n.t('The project already has a key named “{0}”.', name)
    : undefined;
}
