/** The part of VS Code's API that rows are made with, for plain Node. Texts stay English. */
export const rowsVscode = {
  env: { language: 'en' },
  l10n: {
    t: (message: string, ...values: readonly unknown[]) =>
      message.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)])),
  },
  TreeItemCollapsibleState: { None: 0, Collapsed: 1, Expanded: 2 },
  TreeItem: class {
    constructor(
      readonly label: string,
      readonly collapsibleState: number,
    ) {}
  },
  workspace: {
    asRelativePath: ({ path }: { readonly path: string }) => path.replace(/^\/demo\//, ''),
  },
  Uri: {
    parse: (text: string) => ({ path: decodeURIComponent(text.replace(/^file:\/\//, '')) }),
    from: ({ scheme, path }: { readonly scheme: string; readonly path: string }) => ({
      scheme,
      path,
      toString: () => `${scheme}:${path}`,
    }),
  },
  ThemeIcon: class {
    constructor(readonly id: string) {}
  },
  ThemeColor: class {
    constructor(readonly id: string) {}
  },
  MarkdownString: class {
    value = '';

    appendMarkdown(text: string): this {
      this.value += text;
      return this;
    }

    appendText(text: string): this {
      const escaped = text.replace(/[\\`*_{}[\]()#+\-!~<>]/g, '\\$&');
      return this.appendMarkdown(
        escaped.replace(/[ \t]+/g, spaces => '&nbsp;'.repeat(spaces.length)).replace(/\n/g, '\n\n'),
      );
    }
  },
  EventEmitter: class<T> {
    private readonly listeners = new Set<(change: T) => void>();

    readonly event = (listener: (change: T) => void) => {
      this.listeners.add(listener);
      return { dispose: () => this.listeners.delete(listener) };
    };

    fire(change: T): void {
      for (const listener of this.listeners) listener(change);
    }

    dispose(): void {
      this.listeners.clear();
    }
  },
  Disposable: {
    from: (...all: readonly { dispose(): void }[]) => ({
      dispose: () => {
        for (const each of all) each.dispose();
      },
    }),
  },
};
