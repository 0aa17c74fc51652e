import { l10n } from '../../l10n';
import { maxDisplayNameLength } from '../../sinch/limits';
import { unseenIn } from '../../foreignText';
import type { AccessKey } from '../../sinch/types';

/** What is wrong with a display name for a key of a project that has `others`, or undefined. */
export function keyNameProblem(name: string, others: readonly AccessKey[]): string | undefined {
  if (name === '') return l10n.t('Enter a name.');
  if (name.length > maxDisplayNameLength)
    return l10n.t('Use at most {0} characters. You entered {1}.', maxDisplayNameLength, name.length);

  const unseen = unseenProblem(name);
  if (unseen !== undefined) return unseen;
  return others.some(({ displayName }) => displayName === name)
    ? l10n.t('The project already has a key named “{0}”.', name)
    : undefined;
}

/** What is wrong with a name that could pass for another, or for more than a name; undefined if nothing is. */
export function unseenProblem(name: string): string | undefined {
  const unseen = unseenIn(name);
  return unseen === undefined
    ? undefined
    : l10n.t(
        'This name has a character that can’t be seen or changes how others are read: {0}. Remove it.',
        unseen,
      );
}
