import type { SecretVault } from '../../src/storage/secretVault';

type Call = 'get' | 'store' | 'delete' | 'keys';

/** What a keyring may do to one kind of call. */
export type Trouble = 'rejects' | 'hangs' | 'loses' | 'corrupts';

/** A SecretStorage in memory that can fail on demand; several windows can share one. */
export class MemorySecrets implements SecretVault {
  readonly values = new Map<string, string>();
  private readonly troubles = new Map<Call, Trouble>();
  private readonly listeners = new Set<(change: { readonly key: string }) => void>();

  /** From now on, `call` goes wrong; undefined mends it. `loses` and `corrupts` are for `store`. */
  trouble(call: Call, trouble: Trouble | undefined): void {
    if (trouble) this.troubles.set(call, trouble);
    else this.troubles.delete(call);
  }

  troubleOf(call: Call): Trouble | undefined {
    return this.troubles.get(call);
  }

  async get(key: string): Promise<string | undefined> {
    await this.pass('get');
    return this.values.get(key);
  }

  async store(key: string, value: string): Promise<void> {
    const trouble = await this.pass('store');
    if (trouble === 'loses') return;
    this.values.set(key, trouble === 'corrupts' ? value.slice(0, -1) : value);
    this.tell(key);
  }

  async delete(key: string): Promise<void> {
    await this.pass('delete');
    if (this.values.delete(key)) this.tell(key);
  }

  async keys(): Promise<string[]> {
    await this.pass('keys');
    return [...this.values.keys()];
  }

  onDidChange(listener: (change: { readonly key: string }) => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  private async pass(call: Call): Promise<Trouble | undefined> {
    const trouble = this.troubles.get(call);
    if (trouble === 'rejects') throw new Error('keyring locked');
    if (trouble === 'hangs') await new Promise(() => undefined);
    return trouble;
  }

  private tell(key: string): void {
    for (const listener of this.listeners) listener({ key });
  }
}
