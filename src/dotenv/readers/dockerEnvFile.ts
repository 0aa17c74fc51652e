import type { Reader, Reading } from './reader';

/**
 * `docker run --env-file`: docker/cli 29.7, pkg/kvfile/kvfile.go. A line is a variable from its first character that is
 * no white space on; what stands behind the first sign is the value as it is. Not run by the tests.
 */
export const dockerEnvFile: Reader = { name: 'docker run --env-file', read };

/** In bytes of UTF-8. */
const longestLine = 65_535;

function read(text: string): Reading {
  const variables = new Map<string, string>();
  for (const line of text.replace(/^\uFEFF/, '').split('\n')) {
    const content = line.replace(/^\p{White_Space}+/u, '').replace(/\r$/, '');
    if (isTooLong(line)) return { kind: 'refused' };
    if (content === '' || content.startsWith('#')) continue;
    const sign = content.indexOf('=');
    const name = sign === -1 ? content : content.slice(0, sign);
    if (name === '' || /[ \t]/.test(name)) return { kind: 'refused' };
    // A name alone takes its value from the environment.
    if (sign !== -1) variables.set(name, content.slice(sign + 1));
  }
  return { kind: 'variables', variables };
}

function isTooLong(line: string): boolean {
  return 3 * line.length > longestLine && new TextEncoder().encode(line).length > longestLine;
}
