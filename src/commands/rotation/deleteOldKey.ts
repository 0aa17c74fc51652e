import { l10n } from 'vscode';
import { asNode } from '../../tree/nodes';
import { deleteKeys } from '../deletion/deleteKeys';
import { askOldKey } from './askOldKey';
import { continueRotation } from './continueRotation';
import { chooseRotation } from './chooseRotation';
import type { RotatingParts } from './rotatingParts';

/** Deletes a key that retires, with the credential of today, and says which files still hold its ID. */
export async function deleteOldKey(parts: RotatingParts, argument: unknown): Promise<void> {
  const node = asNode(argument);
  const retired = await chooseRotation(parts, node, {
    title: l10n.t('Delete Old Key'),
    which: l10n.t('Which access key?'),
    none: l10n.t('No access key is retiring.'),
    fits: ({ value }) => value.step === 'retire',
  });
  if (!retired) return node?.kind === 'key' ? deleteKeys(parts, node) : undefined;
  const next = await askOldKey(parts, retired.value);
  if (next) await continueRotation(parts, next, retired.stamp);
}
