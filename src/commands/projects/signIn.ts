import { l10n } from 'vscode';
import { projectName } from '../../projects/projectList';
import { chooseProject } from '../choose';
import { askAndKeepCredential } from './credentialQuestions';
import type { Parts } from '../parts';

/** Replaces the credential of a project with another, proved one. */
export async function signIn(
  parts: Pick<Parts, 'projects' | 'credentials' | 'connections' | 'keys' | 'prompts'>,
  argument: unknown,
): Promise<void> {
  const project = await chooseProject(parts, argument, l10n.t('Sign In Again'));
  if (!project) return;
  await askAndKeepCredential(parts, {
    title: l10n.t('Sign In to “{0}”', projectName(project)),
    projectId: project.id,
  });
}
