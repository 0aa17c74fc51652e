import { l10n } from 'vscode';
import type { ProvedCredential } from './credentialQuestions';
import type { Parts } from '../parts';

/** Keeps a proved credential, and the keys it was proved with, so that showing them takes no other request. */
export async function keepCredential(
  { credentials, keys, prompts }: Pick<Parts, 'credentials' | 'keys' | 'prompts'>,
  { projectId, credential, keys: found }: ProvedCredential,
): Promise<void> {
  const where = await credentials.set(projectId, credential);
  keys.accept(projectId, found);
  if (where === 'heldInMemory') {
    void prompts.notify(
      l10n.t(
        'VS Code’s secret storage could not keep the credential: you are signed in until this window closes. Check that the keyring of your system is unlocked.',
      ),
    );
  }
}
