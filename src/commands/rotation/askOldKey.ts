import { l10n } from 'vscode';
import type { Rotation } from '../../rotation/rotations';
import { projectName } from '../../projects/projectList';
import { searchKeyUses } from '../searchKeyUses';
import { usesSentence } from '../usesSentence';
import type { RotatingParts } from './rotatingParts';

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
