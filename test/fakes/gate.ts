import type { Replacement } from '../../src/envFiles/replacePair';
import type { Trouble } from './memorySecrets';

export type Moment = 'before' | 'inside' | 'after';

/** What happens to one call a window makes to the world. `inside`: it is carried out, and nobody hears of it. */
export type Fault =
  /** The extension host dies: nothing it does from then on reaches the world. */
  | { readonly kind: 'crash'; readonly when: Moment }
  /** The user cancels. */
  | { readonly kind: 'abort'; readonly when: Moment }
  | { readonly kind: 'fails'; readonly error: Error; readonly isCarriedOut: boolean }
  /** `lasts`: until somebody mends it. */
  | { readonly kind: 'trouble'; readonly trouble: Trouble; readonly lasts: boolean }
  | { readonly kind: 'file'; readonly result: Replacement };

export const portCalls = [
  'secrets.get',
  'secrets.store',
  'secrets.delete',
  'secrets.keys',
  'sinch.list',
  'sinch.create',
  'sinch.get',
  'sinch.delete',
  'files.replace',
] as const;

export type PortCall = (typeof portCalls)[number];

class Crash extends Error {
  override readonly name = 'Crash';
}

/** Where the calls of one window leave for the world: they are counted here, and what is planned for them happens. */
export class Gate {
  readonly calls: PortCall[] = [];
  isDead = false;

  constructor(
    private readonly faultOf: (call: PortCall, index: number) => Fault | undefined,
    private readonly abort: () => void,
  ) {}

  /** @param signal the one the call was made with: it ends it */
  async pass<T>(
    call: PortCall,
    carryOut: (fault: Fault | undefined) => T | PromiseLike<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    this.breathe();
    signal?.throwIfAborted();
    const fault = this.faultOf(call, this.calls.length);
    this.calls.push(call);
    this.happen(fault, 'before');
    signal?.throwIfAborted();
    if (fault?.kind === 'fails' && !fault.isCarriedOut) throw fault.error;
    const answer = await carryOut(fault);
    this.happen(fault, 'inside');
    signal?.throwIfAborted();
    if (fault?.kind === 'fails') throw fault.error;
    this.happen(fault, 'after');
    return answer;
  }

  private happen(fault: Fault | undefined, moment: Moment): void {
    if (fault?.kind === 'crash' && fault.when === moment) {
      this.isDead = true;
      if (moment !== 'after') this.breathe();
    }
    if (fault?.kind === 'abort' && fault.when === moment) this.abort();
  }

  private breathe(): void {
    if (this.isDead) throw new Crash('the extension host is dead');
  }
}
