import { aroundCode } from '../aroundCode';
import { bun, bunParseEnv } from './bun';
import { composeEnvFile } from './composeEnvFile';
import { direnvDotenv } from './direnvDotenv';
import { dockerEnvFile } from './dockerEnvFile';
import { dotenv } from './dotenv';
import { dotenvJava } from './dotenvJava';
import { dotenvx } from './dotenvx';
import { godotenv } from './godotenv';
import { javaProperties } from './javaProperties';
import { make } from './make';
import { next } from './next';
import { node20, node22 } from './node';
import { phpdotenv, phpdotenv54 } from './phpdotenv';
import { pythonDotenv, pythonDotenv122 } from './pythonDotenv';
import type { Reader } from './reader';
import { rubyDotenv } from './rubyDotenv';
import { rubyDotenv24 } from './rubyDotenv24';
import { rustDotenv, rustDotenvy } from './rustDotenv';
import { bash, bashSource, dash, dashSource, zsh, zshSource } from './shells';
import { symfony } from './symfony';
import { viteOnNode20, viteOnNode22 } from './vite';
import { vscodePython } from './vscodePython';
import { grepXargs, xargs } from './xargs';

/** What a workspace is built with, as far as it decides which programs read its `.env` files. */
export type Tool =
  | 'bun'
  | 'compose'
  | 'direnv'
  | 'dotenvx'
  | 'go'
  | 'java'
  | 'make'
  | 'next'
  | 'php'
  | 'python'
  | 'ruby'
  | 'rust'
  | 'vite';

/** Shells that read a file by `set -a; . .env`, and by `. .env` alone. */
const shells = [bash, dash, zsh].map(aroundCode);
const sourcing = [bashSource, dashSource, zshSource].map(aroundCode);

/** The shells' models: what reads a shell script such as `.envrc`. */
export const shellReaders: readonly Reader[] = [bashSource, zshSource].map(aroundCode);

/** Programs that read the `.env` files of any workspace. */
const common: readonly Reader[] = [node20, node22, dotenv, ...shells, dockerEnvFile];

const byTool: Readonly<Record<Tool, readonly Reader[]>> = {
  bun: [bun, bunParseEnv],
  compose: [composeEnvFile],
  direnv: [direnvDotenv],
  dotenvx: [dotenvx],
  go: [godotenv],
  java: [javaProperties, dotenvJava],
  make: [make],
  next: [next],
  php: [symfony, phpdotenv, phpdotenv54],
  python: [pythonDotenv, pythonDotenv122, vscodePython],
  ruby: [rubyDotenv, rubyDotenv24],
  rust: [rustDotenvy, rustDotenv],
  vite: [viteOnNode20, viteOnNode22],
};

/** A model of every program that reads `.env` files, each once. */
export const readers: readonly Reader[] = [
  ...common,
  ...sourcing,
  xargs,
  grepXargs,
  ...Object.values(byTool).flat(),
];

/** The names of the programs that a workspace with these tools uses, or may well use. */
export function programsOf(tools: Iterable<Tool>): ReadonlySet<string> {
  return new Set([...common, ...[...tools].flatMap(tool => byTool[tool])].map(({ name }) => name));
}
