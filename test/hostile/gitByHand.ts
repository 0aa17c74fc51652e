import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { deflateSync } from 'node:zlib';

/** Makes a folder the top of a Git repository without commits, as `git init` does, where there may be no Git. */
export async function initRepository(folder: string): Promise<void> {
  const git = path.join(folder, '.git');
  await mkdir(path.join(git, 'objects'), { recursive: true });
  await mkdir(path.join(git, 'refs', 'heads'), { recursive: true });
  await writeFile(path.join(git, 'HEAD'), 'ref: refs/heads/main\n');
  await writeFile(path.join(git, 'config'), '[core]\n\trepositoryformatversion = 0\n\tbare = false\n');
}

/** Has a repository track one symbolic link, and nothing else, as `git add` does. @param name of ASCII characters */
export async function trackLink(folder: string, name: string, target: string): Promise<void> {
  const git = path.join(folder, '.git');
  const blob = Buffer.from(`blob ${Buffer.byteLength(target)}\0${target}`);
  const id = sha1(blob);
  const [directory, file] = [id.toString('hex', 0, 1), id.toString('hex', 1)];
  await mkdir(path.join(git, 'objects', directory));
  await writeFile(path.join(git, 'objects', directory, file), deflateSync(blob));

  const entry = Buffer.alloc(8 * (Math.floor((62 + name.length) / 8) + 1));
  entry.writeUInt32BE(0o120000, 24);
  id.copy(entry, 40);
  entry.writeUInt16BE(name.length, 60);
  entry.write(name, 62, 'latin1');
  const head = Buffer.from('DIRC\0\0\0\x02\0\0\0\x01', 'latin1');
  const index = Buffer.concat([head, entry]);
  await writeFile(path.join(git, 'index'), Buffer.concat([index, sha1(index)]));
}

function sha1(bytes: Buffer): Buffer {
  return createHash('sha1').update(bytes).digest();
}
