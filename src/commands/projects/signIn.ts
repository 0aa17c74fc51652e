import { l10n } from 'vscode';
import { projectName } from '../../projects/projectList';
import { chooseProject } from '../choose';
import { askCredential } from './credentialQuestions';
import { keepCredential } from './keepCredential';
import type { Parts } from '../parts';

/** Replaces the credential of a project with another, proved one; the old one stays until then. */
export async function signIn(
  parts: Pick<Parts, 'projects' | 'credentials' | 'connections' | 'keys' | 'prompts'>,
  argument: unknown,
): Promise<void> {
  const project = await chooseProject(parts, argument, l10n.t('Sign In Again'));
  if (!project) return;
  const proved = await askCredential(parts, {
    title: l10n.t('Sign In to “{0}”', projectName(project)),
    projectId: project.id,
  });
  if (proved) await keepCredential(parts, proved);
}
