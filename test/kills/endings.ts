/** What brings a run to an end. */
export interface EndingKind {
  readonly name: string;
  /** Returns once it is done; the window is closed in any case then. */
  end(killExtensionHosts: () => Promise<void>): Promise<void>;
}

/** SIGKILL to the extension host: it does nothing more, and nobody learns what it knew. */
export const killedHost: EndingKind = {
  name: 'the extension host is killed',
  end: killExtensionHosts => killExtensionHosts(),
};

/** The window goes: the extension host outlives it a little, with nothing left to store into. */
export const closedWindow: EndingKind = {
  name: 'the window is closed',
  end: () => Promise.resolve(),
};
