import tseslint from 'typescript-eslint';

const noVscode = {
  'no-restricted-imports': [
    'error',
    {
      paths: [
        { name: 'vscode', message: 'This folder knows Sinch or .env text only; it runs in plain Node.' },
      ],
    },
  ],
};

/** What fills a placeholder of VS Code's own `l10n` is shown as it is. */
const noBareTexts = {
  name: 'vscode',
  importNames: ['l10n'],
  message: 'Take it from src/l10n, which makes foreign texts harmless.',
};

const folders = [
  ...['sinch', 'dotenv', 'storage', 'projects', 'keys', 'envFiles', 'rotation', 'tree', 'editor', 'commands'],
  'ui',
];
const allBut = (...own) => folders.filter(folder => !own.includes(folder));

/** The folders a folder of `src` must not import from: dependencies point one way. */
const above = {
  sinch: allBut('sinch'),
  dotenv: allBut('dotenv'),
  ui: allBut('ui'),
  storage: allBut('storage', 'ui'),
  projects: ['keys', 'envFiles', 'rotation', 'tree', 'editor', 'commands'],
  keys: ['envFiles', 'rotation', 'tree', 'editor', 'commands'],
  envFiles: ['keys', 'rotation', 'tree', 'editor', 'commands'],
  rotation: ['tree', 'editor', 'commands'],
  tree: ['editor', 'commands'],
  editor: ['commands'],
};

export default tseslint.config(
  { ignores: ['dist/', '.vscode-test/', 'node_modules/', '**/node_modules/'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Use a const object or a union of literals.' },
        { selector: 'TSNonNullExpression', message: 'Check instead of asserting.' },
      ],
      // A body of one line has no braces, a longer one has.
      curly: ['error', 'multi-or-nest', 'consistent'],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/l10n.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: [noBareTexts] }] },
  },
  ...Object.entries(above).map(([folder, others]) => ({
    files: [`src/${folder}/**/*.ts`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          ...(folder === 'sinch' || folder === 'dotenv'
            ? noVscode['no-restricted-imports'][1]
            : { paths: [noBareTexts] }),
          patterns: [
            { group: others.map(other => `**/${other}/**`), message: 'Dependencies point one way.' },
          ],
        },
      ],
    },
  })),
  {
    files: ['test/**/*.ts', 'scripts/**/*.ts'],
    rules: {
      'no-console': 'off',
      '@typescript-eslint/no-floating-promises': [
        'error',
        { allowForKnownSafeCalls: [{ from: 'package', name: ['describe', 'it'], package: 'mocha' }] },
      ],
    },
  },
);
