import type { Uri } from 'vscode';
import { unseenIn } from '../../foreignText';
import { l10n } from '../../l10n';
import { isId } from '../../sinch/wellFormed';
import { UserError } from '../../ui/userError';
import { type AddParts, addProjects } from './addProject';

/**
 * Opens a link to the extension, which may come from any web page: `…/add?projectId=…` asks how to sign in to that
 * project. A link with anything else is refused, for that may be a secret.
 * @throws UserError
 */
export async function openLink(parts: AddParts, { path, query, fragment }: Uri): Promise<void> {
  if (path !== '/add')
    throw new UserError(l10n.t('This link asks for something that the extension can’t do.'));
  const parameters = new URLSearchParams(query);
  const names = [...parameters.keys()];
  const isExtra = (name: string, index: number): boolean =>
    name !== 'projectId' || names.indexOf(name) !== index;
  const extra = names.find(isExtra) ?? (fragment === '' ? undefined : '#');
  if (extra !== undefined) {
    throw new UserError(
      l10n.t(
        'This link was refused: it may only have a project ID, but has “{0}” too. Never open or share a link with a secret: browsers remember it. If this one had a secret, delete that key.',
        extra,
      ),
    );
  }
  const projectId = parameters.get('projectId') ?? '';
  if (!isId(projectId) || unseenIn(projectId) !== undefined)
    throw new UserError(l10n.t('This link has no project ID that can be used.'));

  await addProjects(parts, { projectId });
}
