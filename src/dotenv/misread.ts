export type Variables = ReadonlyMap<string, string>;

/** What a program finds in the old text. */
export interface Before {
  readonly was: Variables;
  /** The first of the variables from which on it finds none. */
  readonly unreadFrom: string | undefined;
  /** Whether it doesn't read the text to its end. */
  readonly stops: () => boolean;
}

/** What a program would not read as it should if a text were edited. */
export type Misread =
  /**
   * The program doesn't find the new value of `name`, because of what else the text holds. `wasRead`: it found a value
   * for that name in the old text. `findsOld`: it still finds the value that is being replaced.
   */
  | {
      readonly kind: 'value';
      readonly reader: string;
      readonly name: string;
      readonly wasRead: boolean;
      readonly findsOld: boolean;
    }
  /**
   * The program reads the quotes that the new value of `name` needs, or the comment behind it or the space
   * before that, as part of the value.
   */
  | { readonly kind: NotationMisread; readonly reader: string; readonly name: string }
  /** The program would read another variable, `name`, differently than before. */
  | { readonly kind: 'neighbour'; readonly reader: string; readonly name: string }
  /** The program would refuse the text, or run code in it, and didn't before. */
  | { readonly kind: 'refused'; readonly reader: string };

/** What a program makes of every line with it. */
export type NotationMisread = 'quotes' | 'comment';

export function isOfNotation<M extends Pick<Misread, 'kind'>>(
  misread: M,
): misread is M & { readonly kind: NotationMisread } {
  return misread.kind === 'quotes' || misread.kind === 'comment';
}
