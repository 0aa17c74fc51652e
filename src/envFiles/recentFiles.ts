import type { Memento, Uri } from 'vscode';
import { recentEnvFilesKey } from '../ids';

const maxKept = 20;

/** The addresses of the `.env` files that got a key, the most recent first. */
export class RecentFiles {
  constructor(private readonly state: Memento) {}

  all(): readonly string[] {
    return this.state.get<readonly string[]>(recentEnvFilesKey, []);
  }

  async add(uri: Uri): Promise<void> {
    const file = uri.toString();
    const others = this.all().filter(other => other !== file);
    await this.state.update(recentEnvFilesKey, [file, ...others].slice(0, maxKept));
  }

  async clear(): Promise<void> {
    await this.state.update(recentEnvFilesKey, undefined);
  }
}
