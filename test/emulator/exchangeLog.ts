import type { Answer } from './answer';
import { readApiDescription } from './apiDescription';
import { createConformanceCheck, type ConformanceCheck, type Exchange } from './conformance';
import type { EmulatedOperation, RecordedRequest } from './contract';

type Mutable<T> = { -readonly [Field in keyof T]: T[Field] };

/** One request on its way through the emulator. */
export interface ExchangeEntry {
  /** Its body has arrived, and what it was answered: undefined where the connection was cut or nothing came. */
  arrived(body: string, answer: Answer | undefined, isFault: boolean): void;
}

/** What was asked and answered since the start or the last `clear`. */
export interface ExchangeLog {
  begin(
    request: Pick<Exchange, 'method' | 'url' | 'headers'>,
    operation: EmulatedOperation | undefined,
  ): ExchangeEntry;
  readonly requests: readonly RecordedRequest[];
  readonly violations: readonly string[];
  clear(): void;
}

/** @param descriptionFile not read before `violations` is, so that who doesn't ask doesn't wait for it */
export function createExchangeLog(descriptionFile: string): ExchangeLog {
  const requests: Mutable<RecordedRequest>[] = [];
  const violations: string[] = [];
  const unchecked: Exchange[] = [];
  let check: ConformanceCheck | undefined;
  return {
    begin({ method, url, headers }, operation) {
      const record: Mutable<RecordedRequest> = {
        operation,
        method,
        url,
        userAgent: headers['user-agent'],
        status: undefined,
      };
      requests.push(record);
      return {
        arrived(body, answer, isFault) {
          record.status = answer?.status;
          unchecked.push({ method, url, headers, body, answer: isFault ? undefined : answer });
        },
      };
    },
    get requests() {
      return requests.map(record => ({ ...record }));
    },
    get violations() {
      check ??= createConformanceCheck(readApiDescription(descriptionFile));
      violations.push(...unchecked.splice(0).flatMap(check));
      return [...violations];
    },
    clear() {
      requests.length = 0;
      violations.length = 0;
      unchecked.length = 0;
    },
  };
}
