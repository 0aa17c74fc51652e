import { commands } from 'vscode';
import { l10n } from '../../l10n';
import { AddressChangedError } from '../../projects/connections';
import type { Origins } from '../../projects/addresses';
import { type Project, projectName } from '../../projects/projectList';
import { settingsSection } from '../../ids';
import type { Parts } from '../parts';
import { tellHeldInMemory } from './credentialQuestions';

/**
 * If the settings name other addresses than those the project's credential was proved at, asks whether it may be
 * sent there. Only a yes binds it to them: the very ones the question named.
 * @returns `settled` if nothing is left to ask; `signIn` if another credential is to be entered
 */
export async function askAboutChangedAddress(
  parts: Pick<Parts, 'connections' | 'credentials' | 'prompts'>,
  project: Project,
): Promise<'settled' | 'signIn'> {
  const change = await addressChange(parts, project.id);
  if (!change) return 'signIn';
  const openSettings = l10n.t('Open Settings');
  const useNew = l10n.t('Use New Address');
  const enterOther = l10n.t('Enter Another Credential');
  const answer = await parts.prompts.decide(
    l10n.t('Use the new address for “{0}”?', projectName(project)),
    detailOf(change),
    openSettings,
    useNew,
    enterOther,
  );
  if (answer === openSettings)
    await commands.executeCommand('workbench.action.openSettings', `${settingsSection}.api`);
  if (answer === useNew) await bindTo(parts, project.id, change.current);
  return answer === enterOther ? 'signIn' : 'settled';
}

async function addressChange(
  { connections }: Pick<Parts, 'connections'>,
  projectId: string,
): Promise<AddressChangedError | undefined> {
  try {
    await connections.to(projectId);
    return undefined;
  } catch (error) {
    // Signing in reports any other error.
    return error instanceof AddressChangedError ? error : undefined;
  }
}

async function bindTo(
  parts: Pick<Parts, 'credentials' | 'prompts'>,
  projectId: string,
  origins: Origins,
): Promise<void> {
  const credential = await parts.credentials.get(projectId);
  if (!credential) return;
  const kept = await parts.credentials.set(projectId, { ...credential, origins });
  if (kept === 'heldInMemory') tellHeldInMemory(parts);
}

function detailOf({ proved, current }: AddressChangedError): string {
  return [
    l10n.t('The settings name another address than the one you signed in at. Nothing was sent there yet.'),
    `${l10n.t('Signed in at: {0} (keys), {1} (tokens)', { own: proved.account }, { own: proved.token })}\n${l10n.t('Settings now: {0} (keys), {1} (tokens)', { own: current.account }, { own: current.token })}`,
    l10n.t(
      'If you use the new address, the project’s credential is sent there. If you didn’t change the address, check the settings first.',
    ),
  ].join('\n\n');
}
