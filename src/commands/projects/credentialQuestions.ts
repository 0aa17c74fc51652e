import { l10n } from '../../l10n';
import { explain } from '../../projects/explain';
import { keepCredential, proveCredential, type ProvedCredential } from '../../keys/provedCredential';
import type { Credential } from '../../sinch/types';
import { withProgress } from '../../ui/progress';
import type { Parts } from '../parts';
import { boxFor, type Draft, type Field, fieldsOf } from './credentialBoxes';
import { destinationSentence } from './destination';

export interface CredentialQuestions {
  readonly title: string;
  /** The project to sign in to; undefined to ask for it. */
  readonly projectId?: string;
  /** What is wrong with a project ID beyond its form. */
  readonly refuseProject?: (projectId: string) => string | undefined;
  /**
   * What is known before the first box. With a key ID, only what is missing is asked for; a project ID alone is shown
   * to be confirmed.
   */
  readonly known?: Partial<Draft>;
  /** Binds the credential to the addresses that were in the settings when the user began; now by default. */
  readonly bind?: Parts['connections']['bind'];
}

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
    ...questions.known,
  };
  const { bind = connections.binding() } = questions;
  const destination = destinationSentence(bind);
  let at = draft.keyId === '' ? 0 : firstMissing(draft, questions);
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
    const question = boxFor(field, draft, questions);
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

/** The index of the first box with nothing in it; behind the last if there is none. */
function firstMissing(draft: Draft, { projectId }: CredentialQuestions): number {
  const fields = fieldsOf(draft.kind, projectId === undefined);
  const missing = fields.findIndex(field => draft[field] === '');
  return missing === -1 ? fields.length : missing;
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
