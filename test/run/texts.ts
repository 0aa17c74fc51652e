/** Takes the text of one of several that write at the same time. */
export interface Text {
  write(text: string): void;
  /** Nothing more comes. */
  end(): void;
}

/**
 * For what is written by several at the same time and is to be read one after the other, in the order in which they
 * began: the text of the first that has not ended is passed on as it comes, that of those after it waits.
 */
export class Texts {
  private readonly begun: { waiting: string; ended: boolean }[] = [];

  /** @param pass takes the text to be read */
  constructor(private readonly pass: (text: string) => void) {}

  begin(): Text {
    const text = { waiting: '', ended: false };
    this.begun.push(text);
    return {
      write: more => {
        text.waiting += more;
        this.passOn();
      },
      end: () => {
        text.ended = true;
        this.passOn();
      },
    };
  }

  private passOn(): void {
    for (let [first] = this.begun; first !== undefined; [first] = this.begun) {
      if (first.waiting !== '') this.pass(first.waiting);
      first.waiting = '';
      if (!first.ended) return;
      this.begun.shift();
    }
  }
}
