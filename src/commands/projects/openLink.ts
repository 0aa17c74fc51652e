import type { Uri } from 'vscode';
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
  if (names.length > 1 || names.some(name => name !== 'projectId') || fragment !== '') {
    throw new UserError(
      l10n.t(
        'This link was refused: it has more than “projectId”. Never open or share a link with a secret: browsers remember it. If this one had a secret, delete that key.',
      ),
    );
  }
  const projectId = parameters.get('projectId') ?? '';
  if (!/^[\w.-]{1,100}$/.test(projectId) || !isId(projectId))
    throw new UserError(l10n.t('This link has no project ID that can be used.'));

  await addProjects(parts, { projectId });
}
