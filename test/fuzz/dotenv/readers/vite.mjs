// Reads each file listed in the file named by the last argument as Vite does; prints a JSON object a line. The first
// argument is the path of Vite's module.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [, , module, list] = process.argv;
const { loadEnv } = await import(pathToFileURL(module).href);
const lines = [];
for (const file of readFileSync(list, 'utf8').split('\n').filter(Boolean)) {
  for (const name of Object.keys(process.env)) delete process.env[name];
  let found = null;
  try {
    found = loadEnv('none', path.dirname(file), '');
    // A name of no characters can't get into an environment.
    delete found[''];
  } catch {
    // Refused.
  }
  lines.push(JSON.stringify(found));
}
process.stdout.write(lines.join('\n') + '\n');
