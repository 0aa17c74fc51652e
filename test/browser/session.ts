import type { Page } from 'playwright-core';
import type { Settings } from '../workbench/settings';

/** A running VS Code with the packaged extension. */
export interface Session {
  /** Opens the workspace in a window: the first one, or one more. */
  openWindow(): Promise<Page>;
  /** Ends VS Code with all its windows; what it keeps stays in its place. A window can be opened again then. */
  stop(): Promise<void>;
  /** Ends the extension hosts as a crash would; VS Code starts others by itself. */
  killExtensionHosts(): Promise<void>;
  /** Replaces the user's settings, while VS Code runs too. */
  setSettings(settings: Settings): Promise<void>;
  /** All that VS Code and its windows have written so far to their consoles. */
  output(): string;
}

export interface SessionOptions {
  /** Absolute paths of the packaged extension, and of others that are installed beside it. */
  readonly vsixes: readonly string[];
  /** What VS Code is started with, beside what every program here gets. */
  readonly env: Readonly<Record<string, string>>;
  /** Absolute path of the folder the windows open. */
  readonly workspace: string;
  /** The user's settings, beside the quiet ones. */
  readonly settings: Settings;
  /** Whether folders must be trusted first. */
  readonly workspaceTrust: boolean;
}
