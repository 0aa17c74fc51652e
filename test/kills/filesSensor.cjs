// Preloaded into VS Code's server and the extension hosts it starts: asks before a file of the workspace is opened
// to be written or replaced by another, and tells when that is done.
const fs = require('node:fs');
const http = require('node:http');
const { syncBuiltinESMExports } = require('node:module');
const path = require('node:path');

const { SENSOR_URL: url, SENSOR_FOLDER: folder } = process.env;

/** What a step on this file is called; undefined for a file that is not watched. */
function stepFor(file) {
  const relative = typeof file === 'string' ? path.relative(folder, file) : '..';
  return relative.startsWith('..') ? undefined : `writing the file ${relative}`;
}

function reach(step, side, then) {
  const request = http.request(url, { method: 'POST', agent: false }, response => {
    const chunks = [];
    response.on('data', chunk => chunks.push(chunk));
    response.on('end', () => then(Buffer.concat(chunks).toString()));
  });
  request.on('error', () => then('stop'));
  request.end(JSON.stringify({ step, side }));
}

function stopped(file) {
  return Object.assign(new Error(`EIO: i/o error, open '${file}'`), { code: 'EIO', errno: -5 });
}

const writes = flags => (typeof flags === 'string' ? /[wa+]/.test(flags) : (flags & 3) !== 0);

function watchOpenFiles() {
  const { open, close } = fs;
  const steps = new Map();
  fs.open = (file, flags, ...rest) => {
    const step = writes(flags) ? stepFor(file) : undefined;
    if (step === undefined) return open(file, flags, ...rest);
    const callback = rest.pop();
    reach(step, 'before', verdict => {
      if (verdict === 'stop') return callback(stopped(file));
      open(file, flags, ...rest, (error, handle) => {
        if (!error) steps.set(handle, step);
        callback(error, handle);
      });
    });
  };
  fs.close = (handle, callback) => {
    const step = steps.get(handle);
    steps.delete(handle);
    if (step === undefined) return close(handle, callback);
    close(handle, error => reach(step, 'after', () => callback(error)));
  };
}

function watchRenames() {
  const { rename } = fs.promises;
  fs.promises.rename = async (from, to) => {
    const step = stepFor(to);
    if (step === undefined) return rename(from, to);
    const verdict = await new Promise(resolve => reach(step, 'before', resolve));
    if (verdict === 'stop') throw stopped(to);
    await rename(from, to);
    await new Promise(resolve => reach(step, 'after', resolve));
  };
}

watchOpenFiles();
watchRenames();
syncBuiltinESMExports();
