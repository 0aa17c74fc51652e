/** An action that a message offers, as a button. */
export interface Remedy {
  readonly label: string;
  readonly run: () => unknown;
}

/** An error whose message is meant for the user: what failed, on what, and what to do next. */
export class UserError extends Error {
  override readonly name = 'UserError';

  constructor(
    message: string,
    readonly options: { readonly remedies?: readonly Remedy[]; readonly cause?: unknown } = {},
  ) {
    super(message, options);
  }
}
