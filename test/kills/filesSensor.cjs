// Preloaded into VS Code's server and the extension hosts it starts: asks before a file of the workspace is opened
// to be written or replaced by another, and tells when that is done and what the file holds then.
const fs = require('node:fs');
const http = require('node:http');
const { syncBuiltinESMExports } = require('node:module');
const path = require('node:path');

const { SENSOR_URL: url, SENSOR_FOLDER: folder } = process.env;

/** The name of a file that is watched. */
function watched(file) {
  const name = typeof file === 'string' ? path.relative(folder, file) : '..';
  return name.startsWith('..') ? undefined : name;
}

/** @param stored text of the file, after it is written */
function reach(name, side, stored, then) {
  const request = http.request(url, { method: 'POST', agent: false }, response => {
    const chunks = [];
    response.on('data', chunk => chunks.push(chunk));
    response.on('end', () => then(Buffer.concat(chunks).toString()));
  });
  request.on('error', () => then('stop'));
  const files = stored === undefined ? {} : { [name]: stored };
  request.end(JSON.stringify({ step: `writing the file ${name}`, side, stored: { files } }));
}

function tell(name, then) {
  fs.readFile(path.join(folder, name), 'utf8', (error, text) => {
    if (error) throw error;
    reach(name, 'after', text, then);
  });
}

function stopped(file) {
  return Object.assign(new Error(`EIO: i/o error, open '${file}'`), { code: 'EIO', errno: -5 });
}

const writes = flags => (typeof flags === 'string' ? /[wa+]/.test(flags) : (flags & 3) !== 0);

function watchOpenFiles() {
  const { open, close } = fs;
  const names = new Map();
  fs.open = (file, flags, ...rest) => {
    const name = writes(flags) ? watched(file) : undefined;
    if (name === undefined) return open(file, flags, ...rest);
    const callback = rest.pop();
    reach(name, 'before', undefined, verdict => {
      if (verdict === 'stop') return callback(stopped(file));
      open(file, flags, ...rest, (error, handle) => {
        if (!error) names.set(handle, name);
        callback(error, handle);
      });
    });
  };
  fs.close = (handle, callback) => {
    const name = names.get(handle);
    names.delete(handle);
    if (name === undefined) return close(handle, callback);
    close(handle, error => tell(name, () => callback(error)));
  };
}

function watchRenames() {
  const { rename } = fs.promises;
  fs.promises.rename = async (from, to) => {
    const name = watched(to);
    if (name === undefined) return rename(from, to);
    const verdict = await new Promise(resolve => reach(name, 'before', undefined, resolve));
    if (verdict === 'stop') throw stopped(to);
    await rename(from, to);
    await new Promise(resolve => tell(name, resolve));
  };
}

watchOpenFiles();
watchRenames();
syncBuiltinESMExports();
