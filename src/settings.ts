import { type Uri, workspace } from 'vscode';
import type { EnvSettings } from './envFiles/envFiles';
import { settingsSection } from './ids';
import type { Endpoints } from './projects/addresses';

/** Where Sinch's API is. Both settings have application scope: no workspace can redirect a token. */
export function endpoints(): Endpoints {
  const settings = workspace.getConfiguration(settingsSection);
  return {
    accountUrl: settings.get('api.accountUrl', 'https://account.api.sinch.com'),
    tokenUrl: settings.get('api.tokenUrl', 'https://auth.sinch.com/oauth2/token'),
  };
}

/** Seconds a copied secret stays on the clipboard; 0 if it is never cleared. */
export function clearClipboardAfter(): number {
  return workspace.getConfiguration(settingsSection).get('clipboard.clearAfterSeconds', 60);
}

/** The settings that apply to a `.env` file. */
export function envSettings(uri: Uri): EnvSettings {
  const settings = workspace.getConfiguration(settingsSection, uri);
  return {
    save: settings.get('env.save', true),
    preview: settings.get('env.preview', false),
    names: {
      projectId: settings.get('env.names.projectId', ''),
      keyId: settings.get('env.names.keyId', ''),
      keySecret: settings.get('env.names.keySecret', ''),
    },
  };
}

/** The age in days from which keys are marked as old; 0 for never. */
export function maxAgeDays(): number {
  return workspace.getConfiguration(settingsSection).get('maxAgeDays', 90);
}
