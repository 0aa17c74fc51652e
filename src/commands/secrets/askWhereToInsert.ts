import { type Uri, workspace } from 'vscode';
import type { ReplacedKey } from '../../envFiles/inspection';
import { l10n } from '../../l10n';
import type { PendingSecret } from '../../keys/pendingSecrets';
import type { Choice } from '../../ui/prompts';
import { chooseEnvFile } from '../env/chooseEnvFile';
import { copyPendingSecret } from './copySecret';
import { type Delivery, insertPair } from '../env/insertPair';
import type { Parts } from '../parts';

export type InsertQuestionParts = Pick<
  Parts,
  'keys' | 'pendingSecrets' | 'envFiles' | 'clipboard' | 'prompts' | 'askedBy' | 'log'
>;
type Place = 'active' | 'preview' | 'choose' | 'copy' | 'later';

/** Asks where a pending secret should go, and inserts or copies it. It stays pending until inserted or discarded. */
export async function askWhereToInsert(parts: InsertQuestionParts, secret: PendingSecret): Promise<void> {
  const active = parts.envFiles.targets.active();
  const delivery = deliveryOf(parts, secret);
  const replaces = active && (await parts.envFiles.foreseeReplacement(active, delivery.pair));
  const place = await parts.prompts.pick(
    l10n.t('Access Key “{0}” Created', secret.displayName),
    l10n.t('Sinch shows its secret only once. Where should it go?'),
    [...(active ? intoActiveFile(parts, secret, active, replaces) : []), ...elsewhere(parts, secret)],
  );
  switch (place) {
    case 'active':
    case 'preview':
    case 'choose': {
      const file = place === 'choose' ? await chooseEnvFile(parts) : active;
      const ways = { preview: { preview: true }, active: { replaces }, choose: {} };
      if (file) await insertPair(parts, file, { ...delivery, ...ways[place] });
      return;
    }
    case 'copy':
      await copyPendingSecret(parts, secret);
      return;
    case 'later':
    case undefined:
  }
}

/** @param replaces the key in the file that this one would replace */
function intoActiveFile(
  parts: Pick<Parts, 'keys'>,
  secret: PendingSecret,
  active: Uri,
  replaces: ReplacedKey | undefined,
): readonly Choice<Place>[] {
  const file = workspace.asRelativePath(active);
  return [
    {
      label: `$(edit) ${
        replaces
          ? l10n.t('Replace “{0}” in {1}', nameOf(parts, secret.projectId, replaces.keyId), file)
          : l10n.t('Insert Into {0}', file)
      }`,
      description: replaces ? l10n.t('the active file; the old key stays valid') : l10n.t('the active file'),
      value: 'active',
    },
    {
      label: `$(diff) ${l10n.t('Preview Change to {0}', file)}`,
      description: l10n.t('with the secret masked'),
      value: 'preview',
    },
  ];
}

function elsewhere(parts: Pick<Parts, 'pendingSecrets'>, secret: PendingSecret): readonly Choice<Place>[] {
  return [
    {
      label: `$(folder-opened) ${l10n.t('Choose File…')}`,
      description: l10n.t('another .env file, or a new one'),
      value: 'choose',
    },
    {
      label: `$(copy) ${l10n.t('Copy Secret')}`,
      description: l10n.t('to the clipboard, for a limited time'),
      value: 'copy',
    },
    {
      label: `$(clock) ${l10n.t('Later')}`,
      description: parts.pendingSecrets.isHeld(secret)
        ? l10n.t('the secret stays pending in this window only, and is lost when the window closes')
        : l10n.t('the secret stays pending in VS Code’s secret storage and in the tree'),
      value: 'later',
    },
  ];
}

/** The name of a key, or its ID. */
function nameOf({ keys }: Pick<Parts, 'keys'>, projectId: string, keyId: string): string {
  return keys.find(projectId, keyId)?.displayName ?? keyId;
}

/** Delivers a pending secret to a file; it is no longer pending once the file has it. */
export function deliveryOf(
  parts: Pick<Parts, 'pendingSecrets' | 'clipboard' | 'prompts' | 'askedBy'>,
  pending: PendingSecret,
): Delivery {
  const { projectId, accessKeyId, displayName, secret } = pending;
  return {
    pair: { projectId, keyId: accessKeyId, keySecret: secret },
    onDisk: () => parts.pendingSecrets.settle(pending),
    copySecret: () => copyPendingSecret(parts, pending),
    ...(parts.askedBy === 'other' && { confirmFor: displayName }),
  };
}
