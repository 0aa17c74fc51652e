/** A place in a text that is read from its start to its end, one pattern at a time. */
export class Cursor {
  position = 0;

  constructor(readonly text: string) {}

  get isAtEnd(): boolean {
    return this.position >= this.text.length;
  }

  /** The character here, `''` at the end. */
  get next(): string {
    return this.text.charAt(this.position);
  }

  /** What a sticky pattern matches here, which the cursor moves behind; `undefined` and no move where it doesn't. */
  take(pattern: RegExp): string | undefined {
    return this.match(pattern)?.[0];
  }

  /** Like `take`, with the groups. */
  match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.position;
    const match = pattern.exec(this.text) ?? undefined;
    if (match) this.position = pattern.lastIndex;
    return match;
  }

  /** What stands between here and `end`, which the cursor moves to. */
  takeUntil(end: number): string {
    const taken = this.text.slice(this.position, end);
    this.position = end;
    return taken;
  }
}
