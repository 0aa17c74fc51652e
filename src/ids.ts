/** Every command the extension registers. A test compares this list with package.json in both directions. */
const commandNames = [
  'addProject',
  'removeProject',
  'renameProject',
  'signIn',
  'refresh',
  'refreshAll',
  'createKey',
  'settleCreation',
  'rotateKey',
  'rotateOldKeys',
  'resumeRotation',
  'deleteOldKey',
  'renameKey',
  'deleteKey',
  'copyKeyId',
  'copyProjectId',
  'insertIntoEnv',
  'verifyKey',
  'showKey',
  'showInFile',
  'fixKeyFile',
  'copySecret',
  'dropSecret',
  'openDashboard',
  'showLog',
  'forgetEverything',
  'openRow',
  'renameRow',
  'deleteRow',
  'applyChange',
  'discardChange',
] as const;

export type CommandId = `sinchAccessKeys.${(typeof commandNames)[number]}`;

export const commandIds = commandNames.map((name): CommandId => `sinchAccessKeys.${name}`);

export const viewId = 'sinchAccessKeys.projects';

/** Set once the project list is known, so that the welcome text never flashes before the projects do. */
export const readyContext = 'sinchAccessKeys.ready';

export const settingsSection = 'sinchAccessKeys';

/** Key of the project list (IDs and labels) in global state. */
export const projectListKey = 'projects';

/** Key of the addresses of the `.env` files that got a key, in global state. */
export const recentEnvFilesKey = 'recentEnvFiles';

/** Prefix of the names and times of each project's keys as they were last loaded, in global state; no secret. */
export const lastKnownKeysPrefix = 'lastKnownKeys:';

/** The files that may hold keys, by name; `envFileKind` says which of them do. */
export const keyFilePattern = '**/{.env,.env.*,*.env,.flaskenv,.dev.vars,.dev.vars.*,.envrc,.envrc.*}';

/** URI scheme of the rows of keys; nothing can be opened by it. */
export const keyScheme = 'sinch-access-key';

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
