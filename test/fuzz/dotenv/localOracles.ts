import { parse as parseWithDotenvx } from '@dotenvx/dotenvx';
import { processEnv } from '@next/env';
import { parse as parseWithDotenv } from 'dotenv';
import { parseEnv } from 'node:util';
import { dockerEnvFile, javaProperties } from './models';
import type { LocalOracle, Reading } from './oracle';

/** The readers that are npm packages or part of Node, and the models. */
export const localOracles: readonly LocalOracle[] = [
  { name: 'dotenv', family: 'dotenv', read: text => reading(parseWithDotenv(text)) },
  { name: 'dotenv (fast)', family: 'dotenv', read: text => reading(parseWithDotenv(text, { fast: true })) },
  { name: 'dotenvx', family: 'dotenv', read: text => reading(parseWithDotenvx(text, { processEnv: {} })) },
  { name: '@next/env', family: 'dotenv', read: readWithNext },
  {
    name: `util.parseEnv of Node ${process.versions.node}`,
    family: 'node',
    read: text => reading(parseEnv(text)),
  },
  { name: 'docker run --env-file (model)', family: 'docker', read: dockerEnvFile },
  { name: 'Java properties (model)', family: 'properties', read: javaProperties },
];

function reading(found: Readonly<Record<string, string | undefined>>): Reading {
  return new Map(Object.entries(found).map(([name, value]) => [name, value ?? '']));
}

/** Reads as Next.js does. It expands from `process.env` and writes what it finds there: it gets an empty one. */
function readWithNext(text: string): Reading {
  const environment = process.env;
  process.env = {};
  try {
    const file = { path: '.env', contents: text, env: {} };
    const errors: unknown[] = [];
    processEnv([file], '.', { info: () => undefined, error: (...error) => errors.push(error) }, true);
    return errors.length > 0 ? undefined : reading(file.env);
  } finally {
    process.env = environment;
  }
}
