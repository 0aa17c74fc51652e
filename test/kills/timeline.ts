/** One side of a durable step: before anything of it is done, or once all of it is done and nobody knows yet. */
export interface Moment {
  /** What is done, in the same words in each run, such as `CreateAccessKey`. */
  readonly step: string;
  /** 1 where the step is done for the first time in a run. */
  readonly time: number;
  readonly side: 'before' | 'after';
}

/** `stop`: everything has ended; what was about to be done must not be done any more. */
export type Verdict = 'goOn' | 'stop';

/** Where a run is to end, and what ends it. */
export interface Ending {
  readonly at: Moment;
  readonly end: () => Promise<void>;
}

/** The moments of one run, in the order in which they come. */
export class Timeline {
  private readonly reached: Moment[] = [];
  private over = false;

  /** @param passed called at each moment that is not the end, before anybody goes on */
  constructor(
    private readonly ending?: Ending,
    private readonly passed?: (moment: Moment) => void,
  ) {}

  /** Those so far. */
  get moments(): readonly Moment[] {
    return [...this.reached];
  }

  /** Whoever does a durable step asks here on both sides of it. Answers once the ending, where this is it, is done. */
  async reach(step: string, side: Moment['side']): Promise<Verdict> {
    if (this.over) return 'stop';
    const time = 1 + this.reached.filter(moment => moment.step === step && moment.side === side).length;
    const moment = { step, time, side };
    this.reached.push(moment);
    if (!this.ending || momentName(moment) !== momentName(this.ending.at)) {
      this.passed?.(moment);
      return 'goOn';
    }
    this.over = true;
    await this.ending.end();
    return 'stop';
  }
}

/** `before CreateAccessKey`, `after FetchToken (time 2)`. */
export function momentName({ step, time, side }: Moment): string {
  return `${side} ${step}${time === 1 ? '' : ` (time ${time})`}`;
}
