/** Every command the extension registers. A test compares this list with package.json in both directions. */
export const commandIds = [
  'sinchAccessKeys.addProject',
  'sinchAccessKeys.removeProject',
  'sinchAccessKeys.renameProject',
  'sinchAccessKeys.signIn',
  'sinchAccessKeys.refresh',
  'sinchAccessKeys.refreshAll',
  'sinchAccessKeys.createKey',
  'sinchAccessKeys.settleCreation',
  'sinchAccessKeys.rotateKey',
  'sinchAccessKeys.rotateOldKeys',
  'sinchAccessKeys.resumeRotation',
  'sinchAccessKeys.deleteOldKey',
  'sinchAccessKeys.renameKey',
  'sinchAccessKeys.deleteKey',
  'sinchAccessKeys.copyKeyId',
  'sinchAccessKeys.copyProjectId',
  'sinchAccessKeys.insertIntoEnv',
  'sinchAccessKeys.copySecret',
  'sinchAccessKeys.dropSecret',
  'sinchAccessKeys.openDashboard',
  'sinchAccessKeys.showLog',
  'sinchAccessKeys.forgetEverything',
  'sinchAccessKeys.openRow',
  'sinchAccessKeys.renameRow',
  'sinchAccessKeys.deleteRow',
  'sinchAccessKeys.applyChange',
  'sinchAccessKeys.discardChange',
] as const;

export type CommandId = (typeof commandIds)[number];

export const viewId = 'sinchAccessKeys.projects';

/** Set once the project list is known, so that the welcome text never flashes before the projects do. */
export const readyContext = 'sinchAccessKeys.ready';

export const settingsSection = 'sinchAccessKeys';

/** Key of the project list (IDs and labels) in global state. */
export const projectListKey = 'projects';

/** Key of the addresses of the `.env` files that got a key, in global state. */
export const recentEnvFilesKey = 'recentEnvFiles';

/** URI scheme of the two sides of a preview. */
export const previewScheme = 'sinch-access-keys-preview';

/** Prefixes of the entries in SecretStorage; the rest of a key names the project or the access key. */
export const secretPrefixes = {
  credential: 'credential:',
  pendingSecret: 'waitingSecret:',
  pendingKey: 'pendingKey:',
  unclaimedSecret: 'unclaimedSecret:',
  creation: 'creation:',
  rotation: 'rotation:',
  oldSecret: 'oldSecret:',
} as const;

export const dashboardUrl = 'https://dashboard.sinch.com/settings/access-keys';
