import { Disposable, type Memento, type Uri } from 'vscode';
import type { NameSettings } from './configuredNames';
import { EditPreview } from './editPreview';
import { Insertions } from './insertions';
import { RecentFiles } from './recentFiles';
import { Targets } from './targets';

/** What the user wants of `.env` files; may differ from folder to folder. */
export interface EnvSettings {
  /** Save a file once a key stands in it. */
  readonly save: boolean;
  /** Show the change before it is made. */
  readonly preview: boolean;
  readonly names: NameSettings;
}

/** `.env` files in the editor: which one, is it safe, apply the edit. */
export interface EnvFiles {
  readonly targets: Targets;
  readonly recent: RecentFiles;
  readonly insertions: Insertions;
  readonly preview: EditPreview;
  readonly settings: (uri: Uri) => EnvSettings;
}

export function createEnvFiles(
  state: Memento,
  settings: (uri: Uri) => EnvSettings,
): { readonly envFiles: EnvFiles; readonly disposable: Disposable } {
  const recent = new RecentFiles(state);
  const insertions = new Insertions();
  const preview = new EditPreview();
  const envFiles = { targets: new Targets(recent), recent, insertions, preview, settings };
  return { envFiles, disposable: Disposable.from(insertions, preview) };
}
