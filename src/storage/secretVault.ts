/** SecretStorage refused a call, didn't answer in time, or lost the value. */
export class SecretStorageError extends Error {
  override readonly name = 'SecretStorageError';

  constructor(
    readonly action: 'read' | 'store' | 'delete' | 'list',
    options?: { readonly cause?: unknown },
  ) {
    super(`SecretStorage failed: ${action}`, options);
  }
}

/** Ends when disposed. */
export interface Subscription {
  dispose(): void;
}

/** The part of VS Code's SecretStorage that the extension uses. */
export interface SecretVault {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
  keys(): PromiseLike<readonly string[]>;
  onDidChange(listener: (change: { readonly key: string }) => void): Subscription;
}

/** A vault that answers in time, or rejects with a SecretStorageError. */
export class AnsweringVault {
  /**
   * @param within milliseconds: a keyring that doesn't answer (some Linux desktops) may keep a call waiting for minutes
   */
  constructor(
    private readonly secrets: SecretVault,
    private readonly within = 10_000,
  ) {}

  get(key: string): Promise<string | undefined> {
    return this.answered('read', this.secrets.get(key));
  }

  store(key: string, value: string): Promise<void> {
    return this.answered('store', this.secrets.store(key, value));
  }

  delete(key: string): Promise<void> {
    return this.answered('delete', this.secrets.delete(key));
  }

  keys(): Promise<readonly string[]> {
    return this.answered('list', this.secrets.keys());
  }

  private async answered<R>(action: SecretStorageError['action'], answer: PromiseLike<R>): Promise<R> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new Error(`no answer within ${this.within} ms`));
      }, this.within);
    });
    try {
      return await Promise.race([answer, late]);
    } catch (cause) {
      throw new SecretStorageError(action, { cause });
    } finally {
      clearTimeout(timer);
    }
  }
}
