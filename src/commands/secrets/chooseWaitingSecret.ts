import { l10n } from 'vscode';
import { asNode } from '../../keys/nodes';
import type { WaitingSecret } from '../../keys/waitingSecrets';
import { UserError } from '../../ui/userError';
import type { Parts } from '../parts';

/** The waiting secret of the key `argument` stands for; where there is none, the one the user picks. */
export async function chooseWaitingSecret(
  { waiting, prompts }: Pick<Parts, 'waiting' | 'prompts'>,
  argument: unknown,
  title: string,
): Promise<WaitingSecret | undefined> {
  const node = asNode(argument);
  if (node && 'accessKeyId' in node) {
    const named = await waiting.get(node.projectId, node.accessKeyId);
    if (named) return named;
  }
  const all = await waiting.list(node?.projectId);
  if (all.length === 0) {
    throw new UserError(
      l10n.t('No secret is waiting. Sinch shows a secret only once, when its key is created.'),
    );
  }
  const chosen = await prompts.pick(
    title,
    l10n.t('The secret of which access key?'),
    all.map(key => ({ label: `$(key) ${key.displayName}`, description: key.projectId, value: key })),
  );
  return chosen && waiting.get(chosen.projectId, chosen.accessKeyId);
}
