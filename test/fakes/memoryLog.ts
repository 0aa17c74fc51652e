import { inspect } from 'node:util';
import type { Logger } from '../../src/ui/log';

/** Keeps every line, errors in full, so that a test can look for what must not be there. */
export class MemoryLog implements Logger {
  readonly lines: string[] = [];

  info(message: string): void {
    this.lines.push(message);
  }

  warn(message: string): void {
    this.lines.push(message);
  }

  error(message: string, error?: unknown): void {
    this.lines.push(`${message} ${inspect(error, { depth: null })}`);
  }

  show(): void {
    this.lines.push('shown');
  }
}
