import type { Settings } from '../workbench/settings';
import type { TemporaryPlace } from '../workbench/temporaryPlace';

/** What it takes to run tests in an extension host. Paths are absolute. */
export interface HostRun {
  /** All that is started ends with it. */
  readonly place: TemporaryPlace;
  /** Folder of the extension. */
  readonly root: string;
  /** The module that exports `run`. */
  readonly tests: string;
  /** The `.code-workspace` file the window opens: tests may add folders to it, which in a folder's own window restarts the host. */
  readonly workspace: string;
  /** The user's settings. */
  readonly settings: Settings;
  /** Reaches the tests as `process.env`. */
  readonly env: Readonly<Record<string, string>>;
  /** Takes what VS Code and the extension host write. */
  readonly log: (text: string) => void;
  /** Milliseconds after which tests that have not ended count as hanging. */
  readonly patience: number;
}
