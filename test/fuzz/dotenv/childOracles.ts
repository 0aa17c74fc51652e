import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ChildOracle, EnvFile, Family, Reading } from './oracle';
import { findProgram, output } from './programs';

const readers = path.join(import.meta.dirname, 'readers');
const symfony = '/usr/share/php/Symfony/Component/Dotenv';
const godotenv = '/usr/share/gocode/src/github.com/joho/godotenv';

/**
 * The readers this machine has. They run in an empty folder inside `folder`, without an environment and without a
 * PATH, for to some of them the texts they read are commands.
 */
export async function childOracles(folder: string): Promise<readonly ChildOracle[]> {
  const cwd = await emptyFolder(folder);
  const found = [
    ...quickOracles(cwd, 1 / 500),
    await python('python3', cwd),
    await python('/usr/bin/python3', cwd),
    await ruby(cwd),
    php(cwd),
    await go(folder, cwd),
    direnv(cwd),
  ];
  return each(found);
}

/** Those of them that most machines have, and that take little time. */
export async function commonOracles(folder: string): Promise<readonly ChildOracle[]> {
  return each(quickOracles(await emptyFolder(folder), 1 / 30));
}

/** @param nodeShare the share of the cases that `node --env-file` is given */
function quickOracles(cwd: string, nodeShare: number): readonly (ChildOracle | undefined)[] {
  return [
    loadEnvFile(cwd),
    nodeEnvFile(cwd, nodeShare),
    shell('bash', ['--posix'], cwd),
    shell('dash', [], cwd),
  ];
}

async function emptyFolder(folder: string): Promise<string> {
  const empty = path.join(folder, 'empty');
  await mkdir(empty);
  return empty;
}

function each(found: readonly (ChildOracle | undefined)[]): readonly ChildOracle[] {
  return [...new Map(found.flatMap(oracle => (oracle ? [[oracle.name, oracle]] : []))).values()];
}

function loadEnvFile(cwd: string): ChildOracle {
  const name = `process.loadEnvFile of Node ${process.versions.node}`;
  return listing({
    name,
    family: 'node',
    cwd,
    program: process.execPath,
    args: [path.join(readers, 'read.mjs')],
  });
}

function nodeEnvFile(cwd: string, share: number): ChildOracle {
  const print = 'process.stdout.write(JSON.stringify(process.env))';
  return oneByOne(`node --env-file, Node ${process.versions.node}`, 'node', share, file =>
    output(process.execPath, [`--env-file=${file}`, '-e', print], { cwd }),
  );
}

function direnv(cwd: string): ChildOracle | undefined {
  const program = findProgram('direnv');
  return program === undefined
    ? undefined
    : oneByOne('direnv', 'direnv', 1 / 50, file => output(program, ['dotenv', 'json', file], { cwd }));
}

function shell(name: string, args: readonly string[], cwd: string): ChildOracle | undefined {
  const program = findProgram(name);
  if (program === undefined) return undefined;
  const read = async (files: readonly EnvFile[]): Promise<readonly Reading[]> => {
    const input = files.map(file => `${[file.path, ...file.names].join(' ')}\n`).join('');
    const printed = await output(program, [...args, path.join(readers, 'read.sh')], {
      cwd,
      env: { PATH: cwd },
      input,
    });
    if (printed === undefined) throw new Error(`${name} failed.`);
    return shellReadings(printed);
  };
  return { name, family: 'shell', share: 1, read };
}

/** Reads what `read.sh` prints. */
function shellReadings(printed: string): readonly Reading[] {
  const readings: Reading[] = [];
  let found = new Map<string, string>();
  let isWhole = false;
  for (const record of printed.split('\0').slice(0, -1)) {
    const sign = record.indexOf('=');
    if (sign !== -1) {
      found.set(record.slice(0, sign), record.slice(sign + 1));
    } else if (record === '+') {
      isWhole = true;
    } else {
      readings.push(isWhole ? found : undefined);
      found = new Map();
      isWhole = false;
    }
  }
  return readings;
}

async function python(name: string, cwd: string): Promise<ChildOracle | undefined> {
  const program = findProgram(name);
  if (program === undefined) return undefined;
  const version = await output(program, ['-c', 'import dotenv.version as v; print(v.__version__)'], { cwd });
  if (version === undefined) return undefined;
  const args = ['-X', 'utf8', path.join(readers, 'read.py')];
  return listing({ name: `python-dotenv ${version.trim()}`, family: 'python', cwd, program, args });
}

async function ruby(cwd: string): Promise<ChildOracle | undefined> {
  const program = findProgram('ruby');
  if (program === undefined) return undefined;
  const print = 'require "dotenv"; puts Gem.loaded_specs["dotenv"]&.version';
  const version = await output(program, ['-e', print], { cwd });
  if (version === undefined) return undefined;
  const args = ['-E', 'UTF-8', path.join(readers, 'read.rb')];
  return listing({ name: `ruby dotenv ${version.trim()}`, family: 'ruby', cwd, program, args });
}

function php(cwd: string): ChildOracle | undefined {
  const program = findProgram('php');
  if (program === undefined || !existsSync(symfony)) return undefined;
  const args = ['-d', 'memory_limit=-1', path.join(readers, 'read.php')];
  return listing({
    name: 'symfony/dotenv',
    family: 'symfony',
    cwd,
    program,
    args,
    env: { SYMFONY_DOTENV: symfony },
  });
}

async function go(folder: string, cwd: string): Promise<ChildOracle | undefined> {
  const compiler = findProgram('go');
  if (compiler === undefined || !existsSync(godotenv)) return undefined;
  const program = path.join(folder, 'read-with-godotenv');
  const env = {
    GO111MODULE: 'off',
    GOPATH: '/usr/share/gocode',
    GOCACHE: path.join(folder, 'go'),
    HOME: folder,
  };
  const built = await output(compiler, ['build', '-o', program, path.join(readers, 'read.go')], { cwd, env });
  return built === undefined
    ? undefined
    : listing({ name: 'godotenv', family: 'go', cwd, program, args: [] });
}

interface Listing {
  readonly name: string;
  readonly family: Family;
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A reader that takes a file with a list of files, and prints a JSON object or `null` for each. */
function listing({ name, family, program, args, cwd, env = {} }: Listing): ChildOracle {
  const read = async (files: readonly EnvFile[]): Promise<readonly Reading[]> => {
    const list = `${files[0]?.path ?? path.join(cwd, 'none')}.${family}.${name.replace(/\W/g, '')}.list`;
    await writeFile(list, files.map(file => `${file.path}\n`).join(''));
    const printed = await output(program, [...args, list], { cwd, env });
    if (printed === undefined) throw new Error(`${name} failed.`);
    return printed.trimEnd().split('\n').map(readingOf);
  };
  return { name, family, share: 1, read };
}

/** A reader that needs a process for each file and prints a JSON object. */
function oneByOne(
  name: string,
  family: Family,
  share: number,
  print: (file: string) => Promise<string | undefined>,
): ChildOracle {
  const read = async (files: readonly EnvFile[]): Promise<readonly Reading[]> => {
    const readings: Reading[] = [];
    for (const file of files) readings.push(readingOf((await print(file.path)) ?? 'null'));
    return readings;
  };
  return { name, family, share, read };
}

function readingOf(line: string): Reading {
  const found: unknown = JSON.parse(line);
  if (typeof found !== 'object' || found === null) return undefined;
  return new Map(Object.entries(found).map(([name, value]) => [name, String(value)]));
}
