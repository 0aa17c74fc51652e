import { parse as parseWithDotenvx } from '@dotenvx/dotenvx';
import { processEnv } from '@next/env';
import { parse } from 'dotenv';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { dotenv } from '../../../../src/dotenv/readers/dotenv';
import { dotenvx } from '../../../../src/dotenv/readers/dotenvx';
import { next } from '../../../../src/dotenv/readers/next';
import type { FindOracles } from './oracle';
import { readHere } from './run';

const require = createRequire(import.meta.url);

/** npm dotenv with both of its parsers, dotenvx and Next.js. */
export const findDotenv: FindOracles = async () => {
  const version = await versionOf('dotenv');
  return [
    ...[false, true].map(fast => ({
      name: `npm dotenv${fast ? ', fast' : ''}`,
      version,
      model: dotenv,
      share: 1,
      read: readHere(text => parse(text, { fast })),
    })),
    {
      name: 'dotenvx',
      version: await versionOf('@dotenvx/dotenvx'),
      model: dotenvx,
      share: 1,
      read: readHere(text => parseWithDotenvx(text, { processEnv: {} })),
    },
    {
      name: '@next/env',
      version: await versionOf('@next/env'),
      model: next,
      share: 1,
      read: readHere(readWithNext),
    },
  ];
};

async function versionOf(name: string): Promise<string> {
  const folder = path.dirname(require.resolve(`${name}/package.json`));
  const manifest = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as {
    version: string;
  };
  return manifest.version;
}

/** Reads as Next.js does. It expands from `process.env` and writes what it finds there: it gets an empty one. */
function readWithNext(text: string): Readonly<Record<string, string | undefined>> | undefined {
  const environment = process.env;
  process.env = {};
  try {
    const file = { path: '.env', contents: text, env: {} };
    const errors: unknown[] = [];
    processEnv([file], '.', { info: () => undefined, error: (...error) => errors.push(error) }, true);
    return errors.length > 0 ? undefined : file.env;
  } finally {
    process.env = environment;
  }
}
