import { type Uri, workspace } from 'vscode';
import { realUri } from '../../envFiles/fileSystem';
import { gitStatus } from '../../envFiles/gitStatus';
import { isSameFile } from '../../envFiles/readFiles';
import { removeSecret, type SecretRemoval } from '../../envFiles/removeSecret';
import { l10n } from '../../l10n';
import { UserError } from '../../ui/userError';
import { runsOn } from '../attempt';
import type { Parts } from '../parts';
import { showMessage } from '../runReportingErrors';
import { chooseEnvFile } from './chooseEnvFile';
import type { KnownKey } from '../../editor/known';
import type { ChosenPair } from './choosePair';
import { opensFile } from './fileRemedies';
import { insertPair } from './insertPair';

type MoveParts = Pick<Parts, 'envFiles' | 'clipboard' | 'prompts' | 'askedBy' | 'log'>;

/**
 * Inserts a pair of a file into another that the user chooses. Only once that one has the secret, the first one loses it:
 * the one that was moved, and no other that it has by then.
 */
export async function moveSecret(parts: MoveParts, { uri, found: { pair, key } }: ChosenPair): Promise<void> {
  const values = pair.values();
  const { keyId, keySecret: secret } = values;
  const name = pair.keySecret?.name;
  const target = await chooseEnvFile(parts, {
    title: l10n.t('Move Secret to Another File'),
    question: l10n.t('Which file do you want to move the secret to?'),
    from: uri,
  });
  if (!target || name === undefined || secret === '') return;
  const [from, to] = await Promise.all([realUri(uri), realUri(target)]);
  if (await isSameFile(from, to)) throw new UserError(alreadyHere());
  await insertPair(parts, target, {
    pair: { ...values, projectId: values.projectId || (key?.projectId ?? '') },
    onDisk: async movedTo => {
      const removal = await removeSecret(uri, { name, secret, movedTo });
      tellRemoval(parts, uri, name, removal);
      if (removal.kind === 'removed') await tellHistory(parts, uri, key);
    },
    copySecret: async () => {
      await parts.clipboard.copySecret(secret);
    },
    untilSaved: l10n.t('Its secret stays in {0} too until you save the file.', workspace.asRelativePath(uri)),
    ...(parts.askedBy === 'other' && { confirmFor: key?.displayName ?? keyId }),
  });
}

function tellRemoval(parts: MoveParts, uri: Uri, name: string, removal: SecretRemoval): void {
  const file = workspace.asRelativePath(uri);
  const warn = (message: string, line?: number): void =>
    void showMessage(parts, 'warn', message, [opensFile(uri, line)]);
  switch (removal.kind) {
    case 'removed':
      return;
    case 'other':
      warn(l10n.t('{0} in {1} has another value by now, so it was left as it is.', name, file));
      return;
    case 'left':
      warn(
        l10n.t('{0} still has the secret: not every line with it could be changed. Remove it there.', file),
        removal.line,
      );
      return;
    case 'sameFile':
      warn(alreadyHere());
  }
}

/** The mark that told to rotate the key goes with the secret. */
async function tellHistory(parts: MoveParts, uri: Uri, key: KnownKey | undefined): Promise<void> {
  const git = await gitStatus(uri).catch((error: unknown) => {
    parts.log.error('Git’s status of a key file could not be read.', error);
    return undefined;
  });
  if (git?.tracked !== true) return;
  const row = key && ({ kind: 'key', projectId: key.projectId, accessKeyId: key.accessKeyId } as const);
  void showMessage(
    parts,
    'warn',
    l10n.t(
      'The secret may still be in the Git history of {0}. Rotate the key.',
      workspace.asRelativePath(uri),
    ),
    row ? [runsOn(l10n.t('Rotate Access Key…'), 'sinchAccessKeys.rotateKey', row)] : [],
  );
}

function alreadyHere(): string {
  return l10n.t('The secret is already in this file. Choose another.');
}
