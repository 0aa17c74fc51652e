import { l10n } from '../../l10n';
import { isId, isSecret } from '../../sinch/wellFormed';
import type { Credential } from '../../sinch/types';
import type { TextQuestion } from '../../ui/prompts';

/** What a box of the questions for a credential asks for. */
export type Field = 'projectId' | 'keyId' | 'keySecret' | 'token';

/** What was typed so far; empty where nothing was. */
export type Draft = Record<Field, string> & { kind: Credential['kind'] };

/** The boxes, one after another. */
export function fieldsOf(kind: Credential['kind'], withProject: boolean): readonly Field[] {
  const secret: readonly Field[] = kind === 'keyPair' ? ['keyId', 'keySecret'] : ['token'];
  return withProject ? ['projectId', ...secret] : secret;
}

interface BoxOptions {
  readonly title: string;
  /** What is wrong with a project ID beyond its form. */
  readonly refuseProject?: (projectId: string) => string | undefined;
}

/** What a box says, and which texts it refuses. */
export function boxFor(field: Field, draft: Draft, { title, refuseProject }: BoxOptions): TextQuestion {
  const common = { title, value: draft[field] };
  switch (field) {
    case 'projectId':
      return {
        ...common,
        prompt: l10n.t(
          'Project ID, from the Sinch Build Dashboard (dashboard.sinch.com/settings/project-management)',
        ),
        placeholder: l10n.t('Project ID'),
        validate: text => idProblem(text) ?? refuseProject?.(text),
      };
    case 'keyId':
      return {
        ...common,
        prompt: l10n.t(
          'Key ID of one of this project’s access keys, from dashboard.sinch.com/settings/access-keys (the button above lets you use a bearer token instead).',
        ),
        placeholder: l10n.t('Key ID'),
        alternative: { icon: 'symbol-string', tooltip: l10n.t('Use a Bearer Token Instead') },
        validate: idProblem,
      };
    case 'keySecret':
      return {
        ...common,
        password: true,
        prompt: l10n.t(
          'Secret of key {0}. Sinch showed it once, when the key was created. It is stored only in VS Code’s secret storage.',
          draft.keyId,
        ),
        placeholder: l10n.t('Key Secret'),
        validate: secretProblem,
      };
    case 'token':
      return {
        ...common,
        password: true,
        prompt: l10n.t('Bearer token. It works until it expires.'),
        placeholder: l10n.t('Bearer token'),
        alternative: { icon: 'key', tooltip: l10n.t('Use an Access Key Instead') },
        validate: text => secretProblem(text.replace(/^Bearer\s+/i, '')),
      };
  }
}

function idProblem(text: string): string | undefined {
  if (text === '') return l10n.t('Paste the ID from the dashboard.');
  return isId(text) ? undefined : l10n.t('An ID can’t contain spaces or slashes.');
}

function secretProblem(text: string): string | undefined {
  if (text === '') return l10n.t('Paste it here. The text is hidden.');
  return isSecret(text)
    ? undefined
    : l10n.t(
        'This contains a space or another character that no secret has. Copy the secret again, and nothing else.',
      );
}
