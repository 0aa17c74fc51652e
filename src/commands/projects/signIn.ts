import { l10n } from '../../l10n';
import { projectName } from '../../projects/projectList';
import { chooseProject } from '../choose';
import { askAndKeepCredential } from './credentialQuestions';
import type { Parts } from '../parts';
import { askAboutChangedAddress } from './changedAddress';

/** Replaces the credential of a project with another, proved one; if its address changed, asks about that first. */
export async function signIn(
  parts: Pick<Parts, 'projects' | 'credentials' | 'connections' | 'keys' | 'prompts'>,
  argument: unknown,
): Promise<void> {
  const project = await chooseProject(parts, argument, l10n.t('Sign In Again'));
  if (!project || (await askAboutChangedAddress(parts, project)) === 'settled') return;
  await askAndKeepCredential(parts, {
    title: l10n.t('Sign In to “{0}”', projectName(project)),
    projectId: project.id,
  });
}
