/** What the parts may log to: the narrow half of a `LogOutputChannel`. Never hand it a secret or a token. */
export interface Logger {
  info(message: string): void;
  warn(message: string): void;
  error(message: string, error?: unknown): void;
}
