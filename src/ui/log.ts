/** The methods of a `LogOutputChannel` that the parts use. Never pass it a secret or a token. */
export interface Logger {
  info(message: string): void;
  warn(message: string): void;
  error(message: string, error?: unknown): void;
}
