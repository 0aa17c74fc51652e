import { l10n } from '../../l10n';
import { type FoundPair, shownKeyId } from '../../projects/foundPairs';
import type { Choice } from '../../ui/prompts';

/** How a project can be added: with a pair that was found, with several, or with what the user pastes or types. */
export type Way =
  | { readonly kind: 'found'; readonly pair: FoundPair }
  | { readonly kind: 'several' | 'paste' | 'keyPair' | 'bearerToken' };

/** The rows of the first step. Foreign names come last: the first row is the one that Enter chooses. */
export function waysToAdd(found: readonly FoundPair[]): readonly Choice<Way>[] {
  const projects = new Set(found.map(({ projectId }) => projectId));
  const rowOf = (pair: FoundPair): Choice<Way> => ({
    ...pairRow(pair),
    value: { kind: 'found', pair },
  });
  const several: Choice<Way> = {
    label: `$(checklist) ${l10n.t('Add Several Projects…')}`,
    detail: l10n.t('{0} projects were found', projects.size),
    value: { kind: 'several' },
  };
  return [
    ...found.filter(({ foreignNames }) => !foreignNames).map(rowOf),
    ...(projects.size > 1 ? [several] : []),
    {
      label: `$(clippy) ${l10n.t('Paste From Clipboard')}`,
      detail: l10n.t('project ID, key ID and secret on a line each, lines of a .env file, or JSON'),
      value: { kind: 'paste' },
    },
    { label: `$(key) ${l10n.t('Enter Key ID and Secret')}`, value: { kind: 'keyPair' } },
    {
      label: `$(symbol-string) ${l10n.t('Use a Bearer Token')}`,
      detail: l10n.t('works until it expires'),
      value: { kind: 'bearerToken' },
    },
    ...found.filter(({ foreignNames }) => foreignNames).map(rowOf),
  ];
}

/** What a list says of a found pair: never its secret. A row may be cut off at its end, so a warning comes first. */
export function pairRow(pair: FoundPair): {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
} {
  const { projectId, keySecret, where, foreignNames } = pair;
  const facts = [
    ...(foreignNames
      ? [l10n.t('{0} and {1} will be sent to Sinch', foreignNames.keyId, foreignNames.keySecret)]
      : []),
    l10n.t('project {0}', projectId),
    l10n.t('key {0}', shownKeyId(pair)),
  ];
  return {
    label: `$(file) ${l10n.t('Use the Key in {0}', where)}`,
    description: keySecret === undefined ? l10n.t('asks for its secret') : '',
    detail: facts.join(' · '),
  };
}
