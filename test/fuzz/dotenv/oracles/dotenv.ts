import { parse } from 'dotenv';
import manifest from 'dotenv/package.json';
import { dotenv } from '../../../../src/dotenv/readers/dotenv';
import type { FindOracles } from './oracle';
import { readHere } from './run';

/** npm dotenv, both of its parsers. */
export const findDotenv: FindOracles = () =>
  Promise.resolve(
    [false, true].map(fast => ({
      name: `npm dotenv${fast ? ', fast' : ''}`,
      version: manifest.version,
      model: dotenv,
      share: 1,
      read: readHere(text => parse(text, { fast })),
    })),
  );
