import { l10n } from '../../l10n';
import { projectName } from '../../projects/projectList';
import { maxAccessKeys } from '../../sinch/limits';
import type { ChosenKey } from '../choose';
import { type DeleteParts, deleteKeys } from '../deletion/deleteKeys';

type Room = 'made' | 'deleteFirst' | undefined;

/** @param mayGoFirst false if the extension signs in with the key, and so needs it to create another */
export async function decideOnRoom(
  parts: DeleteParts,
  { project, key }: ChosenKey,
  mayGoFirst: boolean,
): Promise<Room> {
  const title = l10n.t('Rotate “{0}”', key.displayName);
  const choice = await parts.prompts.pick<Room>(
    title,
    l10n.t(
      '“{0}” already has {1} access keys, the maximum. Make room for the new one:',
      projectName(project),
      maxAccessKeys,
    ),
    [
      {
        label: `$(trash) ${l10n.t('Delete Another Key…')}`,
        description: l10n.t('one that nothing uses any more'),
        value: 'made',
      },
      ...(mayGoFirst
        ? [
            {
              label: `$(warning) ${l10n.t('Delete Old Key First')}`,
              description: l10n.t('causes downtime'),
              detail: l10n.t(
                'Apps that use “{0}” stop working until you deploy them with the new key.',
                key.displayName,
              ),
              value: 'deleteFirst' as const,
            },
          ]
        : []),
    ],
  );
  if (choice === 'made') await deleteKeys(parts, { kind: 'project', projectId: project.id });
  return choice;
}

export function confirmDeleteFirst(
  { prompts }: Pick<DeleteParts, 'prompts'>,
  { key, project }: ChosenKey,
): Promise<boolean> {
  return prompts.confirm({
    question: l10n.t('Delete “{0}” before the new key exists?', key.displayName),
    detail: l10n.t(
      'Apps that use key {0} of “{1}” stop working within a minute, until you deploy them with the new key. If Sinch then refuses to create a new key, you have neither. This can’t be undone.',
      key.accessKeyId,
      projectName(project),
    ),
    keep: l10n.t('Keep Old Key'),
    action: l10n.t('Delete and Replace'),
  });
}
