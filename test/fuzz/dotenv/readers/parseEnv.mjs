// Parses each file listed in the file named by the first argument with `util.parseEnv`; prints a JSON object a line.
import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

const files = readFileSync(process.argv[2], 'utf8').split('\n').filter(Boolean);
const lines = files.map(file => {
  // A name of no characters can't get into an environment.
  const { '': _, ...found } = parseEnv(readFileSync(file, 'utf8'));
  return JSON.stringify(found);
});
process.stdout.write(lines.join('\n') + '\n');
