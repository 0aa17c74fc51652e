interface Disposable {
  dispose(): void;
}

/** Makes something once, when it is first asked for; disposes it, where it was made by then. */
export function onFirstUse<T extends Disposable>(
  make: () => Promise<T>,
): Disposable & { readonly get: () => Promise<T> } {
  let made: Promise<T> | undefined;
  return {
    get: () => (made ??= make()),
    dispose: () => {
      made?.then(
        value => {
          value.dispose();
        },
        () => undefined,
      );
    },
  };
}
