import { l10n } from '../../l10n';
import { explain } from '../../projects/explain';
import { keepCredential, proveCredential, type ProvedCredential } from '../../keys/provedCredential';
import type { Credential } from '../../sinch/types';
import { withProgress } from '../../ui/progress';
import type { TextQuestion } from '../../ui/prompts';
import type { Parts } from '../parts';
import { destinationSentence } from './destination';

export interface CredentialQuestions {
  readonly title: string;
  /** The project to sign in to; undefined to ask for it. */
  readonly projectId?: string;
  /** What is wrong with a project ID beyond its form. */
  readonly refuseProject?: (projectId: string) => string | undefined;
}

type Field = 'projectId' | 'keyId' | 'keySecret' | 'token';
type Draft = Record<Field, string> & { kind: Credential['kind'] };

/**
 * Asks for a project's credential, proves it and stores it; the previous one stays until then.
 * @returns the ID of the project; undefined when the user gives up
 */
export async function askAndKeepCredential(
  parts: Pick<Parts, 'connections' | 'credentials' | 'keys' | 'prompts'>,
  questions: CredentialQuestions,
): Promise<string | undefined> {
  const proved = await askCredential(parts, questions);
  if (!proved) return undefined;
  if ((await keepCredential(parts, proved)) === 'heldInMemory') tellHeldInMemory(parts);
  return proved.projectId;
}

/** Says that a credential is in this window's memory only. */
export function tellHeldInMemory({ prompts }: Pick<Parts, 'prompts'>): void {
  void prompts.notify(
    l10n.t(
      'VS Code’s secret storage couldn’t save the credential, so you are signed in only until this window closes. Check that your system’s keyring is unlocked.',
    ),
  );
}

/**
 * Asks for a project's credential, one box after another with a way back, and proves it with a token and one list
 * call. If that fails, asks again at the box with the error, and keeps everything typed so far. Nothing is sent if the
 * addresses in the settings have changed since the first box.
 * @returns undefined when the user gives up
 */
async function askCredential(
  { connections, prompts }: Pick<Parts, 'connections' | 'prompts'>,
  questions: CredentialQuestions,
): Promise<ProvedCredential | undefined> {
  const draft: Draft = {
    kind: 'keyPair',
    projectId: questions.projectId ?? '',
    keyId: '',
    keySecret: '',
    token: '',
  };
  const bind = connections.binding();
  const destination = destinationSentence(bind);
  let at = 0;
  let problem: string | undefined;
  for (;;) {
    const fields = fieldsOf(draft.kind, questions.projectId === undefined);
    const field = fields[at];
    if (field === undefined) {
      const outcome = await prove({ connections, bind }, draft);
      if ('keys' in outcome) return outcome;
      problem = outcome.problem;
      at = Math.max(0, fields.indexOf(outcome.field));
      continue;
    }
    const step = { number: at + 1, of: fields.length, back: at > 0 };
    const question = ask(field, draft[field], questions);
    const prompt =
      field === 'projectId' || !destination ? question.prompt : `${question.prompt} ${destination}`;
    const answer = await prompts.text({
      ...question,
      prompt,
      step,
      ...(problem && { problem }),
    });
    problem = undefined;
    switch (answer.kind) {
      case 'text':
        draft[field] = answer.text;
        at += 1;
        break;
      case 'back':
        at -= 1;
        break;
      case 'alternative':
        draft.kind = draft.kind === 'keyPair' ? 'bearerToken' : 'keyPair';
        break;
      case 'cancelled':
        return undefined;
    }
  }
}

function fieldsOf(kind: Credential['kind'], withProject: boolean): readonly Field[] {
  const secret: readonly Field[] = kind === 'keyPair' ? ['keyId', 'keySecret'] : ['token'];
  return withProject ? ['projectId', ...secret] : secret;
}

async function prove(
  { connections, bind }: Pick<Parts, 'connections'> & { readonly bind: Parts['connections']['bind'] },
  draft: Draft,
): Promise<ProvedCredential | { readonly problem: string; readonly field: Field }> {
  const { projectId } = draft;
  const credential = credentialOf(draft);
  try {
    return await withProgress(l10n.t('Signing in to “{0}”…', projectId), signal =>
      proveCredential(connections, projectId, bind(credential), signal),
    );
  } catch (error) {
    const why = explain(error);
    if (!why) throw error;
    const last: Field = draft.kind === 'keyPair' ? 'keySecret' : 'token';
    const blamed = {
      project: 'projectId',
      credential: draft.kind === 'keyPair' ? 'keyId' : 'token',
    } as const;
    return {
      problem: why.text,
      field: why.culprit && why.culprit !== 'network' ? blamed[why.culprit] : last,
    };
  }
}

function credentialOf({ kind, keyId, keySecret, token }: Draft): Credential {
  return kind === 'keyPair' ? { kind, keyId, keySecret } : { kind, token: token.replace(/^Bearer\s+/i, '') };
}

function ask(field: Field, value: string, { title, refuseProject }: CredentialQuestions): TextQuestion {
  switch (field) {
    case 'projectId':
      return {
        title,
        value,
        prompt: l10n.t('Project ID, from the Sinch Build Dashboard'),
        placeholder: l10n.t('Project ID'),
        validate: text => idProblem(text) ?? refuseProject?.(text),
      };
    case 'keyId':
      return {
        title,
        value,
        prompt: l10n.t(
          'Key ID of one of this project’s access keys (the button above lets you use a bearer token instead).',
        ),
        placeholder: l10n.t('Key ID'),
        alternative: { icon: 'symbol-string', tooltip: l10n.t('Use a Bearer Token Instead') },
        validate: idProblem,
      };
    case 'keySecret':
      return {
        title,
        value,
        password: true,
        prompt: l10n.t('Key Secret. It is stored only in VS Code’s secret storage.'),
        placeholder: l10n.t('Key Secret'),
        validate: secretProblem,
      };
    case 'token':
      return {
        title,
        value,
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
  return /[\s/]|^\.\.?$/.test(text) || !text.isWellFormed()
    ? l10n.t('An ID can’t contain spaces or slashes.')
    : undefined;
}

function secretProblem(text: string): string | undefined {
  if (text === '') return l10n.t('Paste it here. The text is hidden.');
  return /[^\x21-\x7e]/.test(text)
    ? l10n.t(
        'This contains a space or another character that no secret has. Copy the secret again, and nothing else.',
      )
    : undefined;
}
