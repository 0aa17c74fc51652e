/** Name prefixes under which build tools put a variable into the code they send to browsers or apps. */
const prefixes = [
  ...(['VITE_', 'NEXT_PUBLIC_', 'REACT_APP_', 'EXPO_PUBLIC_', 'NUXT_PUBLIC_', 'PUBLIC_'] as const),
  ...([
    'VUE_APP_',
    'GATSBY_',
    'STORYBOOK_',
    'NG_APP_',
    'SNOWPACK_PUBLIC_',
    'PLASMO_PUBLIC_',
    'NX_PUBLIC_',
  ] as const),
] as const;

export type ExposedPrefix = (typeof prefixes)[number];

/** The prefix that makes the variable `name` public, or `undefined`. */
export function exposedPrefix(name: string): ExposedPrefix | undefined {
  return prefixes.find(prefix => name.startsWith(prefix));
}
