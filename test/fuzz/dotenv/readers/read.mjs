// Loads each file listed in the file named by the first argument as `node --env-file` does; prints a JSON object a line.
import { readFileSync } from 'node:fs';

const lines = [];
for (const line of readFileSync(process.argv[2], 'utf8').split('\n').filter(Boolean)) {
  for (const name of Object.keys(process.env)) delete process.env[name];
  let found = null;
  try {
    process.loadEnvFile(line);
    found = { ...process.env };
  } catch {
    // Refused.
  }
  lines.push(JSON.stringify(found));
}
process.stdout.write(lines.join('\n') + '\n');
