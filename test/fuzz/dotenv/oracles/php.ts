import path from 'node:path';
import type { Reader } from '../../../../src/dotenv/readers/reader';
import { phpdotenv, phpdotenv54 } from '../../../../src/dotenv/readers/phpdotenv';
import { symfony } from '../../../../src/dotenv/readers/symfony';
import { findProgram, output } from '../programs';
import type { FindOracles, Oracle, Place } from './oracle';
import { readList } from './run';

/** symfony/dotenv and vlucas/phpdotenv as Debian packages them. */
export const findPhp: FindOracles = async place => {
  const php = findProgram('php');
  if (php === undefined) return [];
  const found = [
    await library({
      php,
      place,
      name: 'symfony/dotenv',
      package: 'php-symfony-dotenv',
      driver: 'readSymfony',
    }),
    await library({
      php,
      place,
      name: 'phpdotenv',
      package: 'php-vlucas-phpdotenv',
      driver: 'readPhpdotenv',
    }),
  ];
  return found.flat();
};

interface Library {
  readonly php: string;
  readonly place: Place;
  readonly name: string;
  readonly package: string;
  readonly driver: string;
}

async function library({ php, place, name, package: debian, driver }: Library): Promise<readonly Oracle[]> {
  const version = await installedVersion(debian, place);
  if (version === undefined) return [];
  const file = path.join(import.meta.dirname, '..', 'readers', `${driver}.php`);
  const args = ['-d', 'memory_limit=-1', file];
  const read = readList({ program: php, args, cwd: place.empty }, name);
  return [{ name, version, model: modelOf(name, version), share: 1, read }];
}

function modelOf(name: string, version: string): Reader {
  if (name === 'symfony/dotenv') return symfony;
  return version.startsWith('5.4') ? phpdotenv54 : phpdotenv;
}

/** The version of a Debian package without Debian's own part, or `undefined` where it isn't installed. */
async function installedVersion(debian: string, { empty }: Place): Promise<string | undefined> {
  const query = findProgram('dpkg-query');
  if (query === undefined) return undefined;
  const version = await output(query, ['-W', '-f', '${Version}', debian], { cwd: empty });
  return version === undefined || version === '' ? undefined : version.replace(/[-+].*/, '');
}
