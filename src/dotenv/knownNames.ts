/** The variables that hold a project and one of its access keys. */
export interface VariableNames {
  readonly projectId: string;
  readonly keyId: string;
  readonly keySecret: string;
}

/** `SINCH_PROJECT_ID` and its fellows: Sinch's SDKs, quickstarts and command line tool, and most others. */
export const sinchNames: VariableNames = {
  projectId: 'SINCH_PROJECT_ID',
  keyId: 'SINCH_KEY_ID',
  keySecret: 'SINCH_KEY_SECRET',
};

/** Seen in integrations that others wrote; an ID of one pair is sometimes found with the secret of another. */
export const thirdPartyPairs: readonly Pick<VariableNames, 'keyId' | 'keySecret'>[] = [
  { keyId: 'SINCH_ACCESS_KEY_ID', keySecret: 'SINCH_ACCESS_KEY_SECRET' },
  { keyId: 'SINCH_ACCESS_KEY', keySecret: 'SINCH_ACCESS_SECRET' },
  { keyId: 'SINCH_CLIENT_ID', keySecret: 'SINCH_CLIENT_SECRET' },
  { keyId: 'SINCH_API_KEY', keySecret: 'SINCH_API_SECRET' },
];

/** Agent plugins for the Conversation API. */
export const conversationNames: VariableNames = {
  projectId: 'CONVERSATION_PROJECT_ID',
  keyId: 'CONVERSATION_KEY_ID',
  keySecret: 'CONVERSATION_KEY_SECRET',
};

/** Sinch Functions. The secret stays blank in the file: a value there overrides the keychain on deployment. */
export const functionsNames: VariableNames = {
  projectId: 'PROJECT_ID',
  keyId: 'PROJECT_ID_API_KEY',
  keySecret: 'PROJECT_ID_API_SECRET',
};

/** Sinch's MCP server. Other services use these names for keys of their own. */
export const genericNames: VariableNames = {
  projectId: 'PROJECT_ID',
  keyId: 'KEY_ID',
  keySecret: 'KEY_SECRET',
};

const portableName = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Whether every reader takes `name` for that of a variable. */
export function isPortableName(name: string): boolean {
  return portableName.test(name);
}

/**
 * Name prefixes under which build tools put a variable into the code they send to browsers or apps, each as the tool's
 * documentation states it.
 */
const prefixes = [
  // Vite, Next.js, Create React App, Expo, Nuxt; SvelteKit, Astro and Rsbuild.
  ...(['VITE_', 'NEXT_PUBLIC_', 'REACT_APP_', 'EXPO_PUBLIC_', 'NUXT_PUBLIC_', 'PUBLIC_'] as const),
  // Vue CLI, Gatsby, Storybook, Angular with @ngx-env, Snowpack, Plasmo, Nx.
  ...([
    'VUE_APP_',
    'GATSBY_',
    'STORYBOOK_',
    'NG_APP_',
    'SNOWPACK_PUBLIC_',
    'PLASMO_PUBLIC_',
    'NX_PUBLIC_',
  ] as const),
  // Laravel Mix, Sanity, Gridsome, Razzle, Nuxt 2, RedwoodJS, Preact CLI, Taro, WXT, Fresh.
  ...([
    'MIX_',
    'SANITY_STUDIO_',
    'GRIDSOME_',
    'RAZZLE_',
    'NUXT_ENV_',
    'REDWOOD_ENV_',
    'PREACT_APP_',
  ] as const),
  ...(['TARO_APP_', 'WXT_', 'FRESH_PUBLIC_'] as const),
  // electron-vite: the main process is in the app that users get, too.
  ...(['MAIN_VITE_', 'PRELOAD_VITE_', 'RENDERER_VITE_'] as const),
] as const;

export type ExposedPrefix = (typeof prefixes)[number];

/** The prefix that makes the variable `name` public, or `undefined`. */
export function exposedPrefix(name: string): ExposedPrefix | undefined {
  return prefixes.find(prefix => name.startsWith(prefix));
}
