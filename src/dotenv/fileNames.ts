export type EnvFileKind =
  /** Holds values: may get a secret. */
  | 'target'
  /** Shows others what to fill in: goes to the repository, never gets a secret. */
  | 'template'
  /** `.envrc`: a shell script that has to `export`; gets a secret on explicit choice only. */
  | 'shell'
  /** Belongs to a tool that keeps its own secrets in it: never touched. */
  | 'reserved';

/** Words, also in other languages, for what shows others what to fill in. */
const templateWords = [
  ...['example', 'sample', 'template', 'tmpl', 'tpl', 'dist', 'default', 'defaults', 'schema', 'stub'],
  ...['ejemplo', 'exemple', 'exemplo', 'esempio', 'beispiel', 'voorbeeld', 'eksempel', 'exempel'],
  ...['\u043F\u0440\u0438\u043C\u0435\u0440', '\u793A\u4F8B'],
];
const templateWord = new RegExp(`(?:^|[._-])(?:${templateWords.join('|')})(?:[._~-]|$)`);

/** What a program makes a file of: Automake, Ansible, Ruby, 1Password. */
const templateEnding = /\.(?:in|j2|erb|op)$/;
const reserved = /^\.env\.(?:vault|keys|me)$/;
/** Encrypted as a whole: `secrets.enc.env` is what SOPS and others make of `secrets.env`. */
const encrypted = /\.(?:enc|encrypted|sops)\.(?:[^.]+\.)?env$/;
const shell = /^\.envrc(?:\.[^.]+)*$/;
const environment = /^(?:\.env(?:\..+)?|.+\.env|\.flaskenv|\.dev\.vars(?:\..+)?)$/;
const template = /^(?:\.?env[._-].+|.+[._-]env|\.flaskenv[._-].+|\.dev\.vars[._-].+|.+\.env[._-].+)$/;

/** Endings of files that are often beside a `.env` but are none: code, backups, editors' and encrypted files. */
const otherFormats = [
  ...[
    'js',
    'jsx',
    'ts',
    'tsx',
    'cjs',
    'cts',
    'mjs',
    'mts',
    'json',
    'json5',
    'yaml',
    'yml',
    'toml',
    'md',
    'txt',
  ],
  ...[
    'htm',
    'html',
    'py',
    'rb',
    'php',
    'sh',
    'ps1',
    'bak',
    'backup',
    'old',
    'orig',
    'rej',
    'swo',
    'swp',
    'tmp',
  ],
  ...['lock', 'log', 'enc', 'encrypted', 'gpg', 'asc', 'age', 'sops', 'zip', 'gz', 'tar', 'tgz'],
];

/**
 * What kind of env file the name says it is; `undefined` for none. `fileName` is the last part of a path. Case does
 * not matter, for some file systems ignore it.
 */
export function envFileKind(fileName: string): EnvFileKind | undefined {
  const name = fileName.toLowerCase();
  if (reserved.test(name)) return 'reserved';
  if (templateWord.test(name) || templateEnding.test(name))
    return template.test(name) || environment.test(name) || shell.test(name) ? 'template' : undefined;

  const format = name.replace(/\.\d+$/, '');
  if (name.endsWith('~') || otherFormats.some(other => format.endsWith(`.${other}`))) return undefined;
  if (encrypted.test(name)) return 'reserved';
  if (shell.test(name)) return 'shell';
  return environment.test(name) ? 'target' : undefined;
}
