import { l10n, workspace } from 'vscode';
import { asNode } from '../../keys/nodes';
import type { Rotation } from '../../keys/rotations';
import { projectName } from '../../projects/projectList';
import { deleteKeys } from '../deletion/deleteKeys';
import { listed } from '../listed';
import { type SearchedUses, searchGap, searchKeyUses } from '../searchKeyUses';
import { carryOn } from './carryOn';
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
  if (next) await carryOn(parts, next, retired.stamp);
}

/** @returns the rotation on its way to delete the old key; undefined where the user thinks again */
export async function askOldKey(parts: RotatingParts, rotation: Rotation): Promise<Rotation | undefined> {
  const { projectId, oldKeyId, oldName, newName } = rotation;
  const project = parts.projects.get(projectId) ?? { id: projectId };
  const searched = await searchKeyUses(parts, [{ accessKeyId: oldKeyId, displayName: oldName, projectId }]);
  const agreed = await parts.prompts.confirm(
    l10n.t('Delete “{0}”, which “{1}” replaced?', oldName, newName),
    [
      l10n.t(
        'Everything that still uses the key {0} of “{1}” stops working within a minute. This can’t be undone.',
        oldKeyId,
        projectName(project),
      ),
      ...usesSentence(searched),
    ].join('\n\n'),
    l10n.t('Delete Old Key'),
  );
  return agreed ? { ...rotation, step: 'deleteOld' } : undefined;
}

const mostFiles = 6;

function usesSentence(searched: SearchedUses): readonly string[] {
  if (searched === 'noFiles') return [];
  const files = searched === 'skipped' ? [] : searched.uses.map(({ uri }) => workspace.asRelativePath(uri));
  if (files.length > 0) return [l10n.t('These files still hold its ID: {0}.', listed(files, mostFiles))];
  return [searchGap(searched) ?? l10n.t('No file of the workspace holds its ID any more.')];
}
