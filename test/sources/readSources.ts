import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { projectRoot } from '../run/projectFolders';

/** The extension's sources as TypeScript sees them. */
export interface Sources {
  readonly files: readonly ts.SourceFile[];
  readonly checker: ts.TypeChecker;
  /** Where `node` stands, such as `src/commands/keys/createKey.ts:34`. */
  readonly where: (node: ts.Node) => string;
}

let ofExtension: Sources | undefined;

/** The extension's sources, read and checked once for all who ask: that takes seconds. */
export function extensionSources(): Sources {
  ofExtension ??= readSources(join(projectRoot, 'src'));
  return ofExtension;
}

/**
 * Parses every TypeScript file of `folder` (an absolute path).
 * Of what they import, only each other and VS Code's API are known to the checker: that takes a fraction of the time.
 */
export function readSources(folder: string): Sources {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => join(folder, name));
  const vscode = ts.resolveTypeReferenceDirective('vscode', import.meta.filename, {}, ts.sys)
    .resolvedTypeReferenceDirective?.resolvedFileName;
  if (names.length === 0 || vscode === undefined) throw new Error(`Nothing to read in ${folder}.`);
  const program = ts.createProgram([...names, vscode], {
    target: ts.ScriptTarget.ES2023,
    lib: ['lib.es2023.d.ts'],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    strict: true,
    noResolve: true,
    types: [],
  });
  const checker = program.getTypeChecker();
  return {
    files: program.getSourceFiles().filter(({ isDeclarationFile }) => !isDeclarationFile),
    checker,
    where: node => {
      const file = node.getSourceFile();
      const { line } = file.getLineAndCharacterOfPosition(node.getStart());
      return `${relative(join(folder, '..'), file.fileName).replaceAll('\\', '/')}:${line + 1}`;
    },
  };
}
