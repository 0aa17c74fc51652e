interface Disposable {
  dispose(): void;
}

/** Makes something once, on the first `get`. `dispose` disposes it if it was made by then. */
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
