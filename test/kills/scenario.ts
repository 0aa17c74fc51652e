import type { Emulator } from '../emulator/contract';
import type { Workbench } from '../browser/workbench';

/** What a scenario acts on: an emulator with the sample's keys, VS Code with the sample project added, a workspace. */
export interface Stage {
  readonly emulator: Emulator;
  /** The window that is open now, with the view and its keys on screen. */
  readonly window: Workbench;
  /** Absolute path of a file of the workspace. */
  readonly file: (name: string) => string;
}

/**
 * Something a user does, and what must hold however much of it was done. The sample's first key has to outlive it: a
 * window is ready when the row of that key shows.
 */
export interface Scenario {
  readonly name: string;
  /** The workspace's files at the start, by path relative to it. */
  readonly files: Readonly<Record<string, string>>;
  /** Does it all, and waits for the last durable step. Fails wherever it is interrupted. */
  run(stage: Stage): Promise<void>;
  /** Looks at a window that was opened after everything ended. @throws where something does not hold */
  check(stage: Stage): Promise<void>;
}
