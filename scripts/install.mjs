// What every command of this project does first: checks Node, and installs the packages it needs if they are missing
// or not those of package-lock.json. Uses nothing that would have to be installed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const endingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Returns when everything is installed; ends this process where that can't be done. */
export async function install() {
  const wanted = [20, 19];
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < wanted[0] || (major === wanted[0] && minor < wanted[1])) {
    console.error(`Node ${wanted.join('.')} or later is needed; this is ${process.versions.node}.`);
    process.exit(1);
  }
  const lock = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
  const stamp = path.join(root, 'node_modules', '.installed-from');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;

  console.log('Installing the packages of package-lock.json…');
  await npmCi();
  writeFileSync(stamp, lock);
}

async function npmCi() {
  const npm = spawn('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  let output = '';
  for (const stream of [npm.stdout, npm.stderr]) {
    stream.setEncoding('utf8').on('data', text => (output += text));
  }
  let interrupted = false;
  const pass = signal => {
    interrupted = true;
    npm.kill(signal);
  };
  endingSignals.forEach(signal => process.on(signal, pass));
  npm.on('error', error => (output += error.message));
  const [code] = await once(npm, 'close');
  endingSignals.forEach(signal => process.off(signal, pass));
  if (interrupted) process.exit(1);
  if (code !== 0) {
    console.error(`npm ci failed:\n${output.trim()}`);
    process.exit(1);
  }
}
