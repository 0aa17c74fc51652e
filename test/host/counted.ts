import disk from 'node:fs/promises';
import { workspace } from 'vscode';
import type { SecretVault } from '../../src/storage/secretVault';

/** How often each thing was asked for, of secret storage (`secrets.get`), of VS Code's files and of the disk. */
export class Counts {
  private counts = new Map<string, number>();

  add(name: string): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
  }

  /** What was counted since the last time, by name. */
  take(): Readonly<Record<string, number>> {
    const taken = Object.fromEntries([...this.counts].sort());
    this.counts = new Map();
    return taken;
  }
}

/** A vault that counts what it is asked for. */
export function countedVault(vault: SecretVault, counts: Counts): SecretVault {
  const counted = <T>(call: string, answer: T): T => {
    counts.add(`secrets.${call}`);
    return answer;
  };
  return {
    get: key => counted('get', vault.get(key)),
    store: (key, value) => counted('store', vault.store(key, value)),
    delete: key => counted('delete', vault.delete(key)),
    keys: () => counted('keys', vault.keys()),
    onDidChange: listener => vault.onDidChange(listener),
  };
}

/** Counts what is asked of files in this extension host. @returns ends that */
export function countFiles(counts: Counts): () => void {
  const { fs } = workspace;
  const counted = { ...fs };
  watch(counted, ['stat', 'readFile', 'readDirectory'], 'files', counts);
  Object.defineProperty(workspace, 'fs', { value: counted, configurable: true });
  const unwatch = watch(disk, ['realpath', 'access', 'lstat', 'readFile', 'readdir'], 'disk', counts);
  return () => {
    unwatch();
    Object.defineProperty(workspace, 'fs', { value: fs, configurable: true });
  };
}

function watch(target: object, names: readonly string[], kind: string, counts: Counts): () => void {
  const real = names.map(
    name => [name, Reflect.get(target, name) as (...args: unknown[]) => unknown] as const,
  );
  for (const [name, call] of real) {
    Reflect.set(target, name, (...args: unknown[]) => {
      counts.add(`${kind}.${name}`);
      return call.apply(target, args);
    });
  }
  return () => {
    for (const [name, call] of real) Reflect.set(target, name, call);
  };
}
