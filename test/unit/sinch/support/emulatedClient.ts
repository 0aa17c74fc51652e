import { createAccessKeys } from '../../../../src/sinch/accessKeys';
import { bearerTokens } from '../../../../src/sinch/bearerTokens';
import { clientCredentialsTokens } from '../../../../src/sinch/clientCredentialsTokens';
import { createRetry } from '../../../../src/sinch/retry';
import { createTransport } from '../../../../src/sinch/transport';
import type { AccessKey, TokenSource } from '../../../../src/sinch/types';
import type { Emulator } from '../../../emulator/contract';
import { instantGate } from './instantGate';
import { sampleProject } from './sampleProject';

export interface EmulatedClientOptions {
  readonly projectId?: string;
  readonly keyId?: string;
  readonly keySecret?: string;
  /** Signs in with this token instead of the pair. */
  readonly bearerToken?: string;
}

/** A client of the emulator that never waits between attempts, the waits it would have made, and the tokens it was given. */
export function emulatedClient(
  emulator: Pick<Emulator, 'accountUrl' | 'tokenUrl'>,
  options: EmulatedClientOptions = {},
) {
  const { projectId = sampleProject.projectId, keyId = sampleProject.keyId, bearerToken } = options;
  const waits: number[] = [];
  const seenTokens: string[] = [];
  const transport = createTransport({ userAgent: 'demo-agent/1.2.3' });
  const retry = createRetry({
    random: () => 1,
    wait: milliseconds => {
      waits.push(milliseconds);
      return Promise.resolve();
    },
  });
  const source =
    bearerToken === undefined
      ? clientCredentialsTokens({
          transport,
          tokenUrl: emulator.tokenUrl,
          keyId,
          keySecret: options.keySecret ?? sampleProject.keySecret,
          retry,
          gate: instantGate(),
        })
      : bearerTokens({ token: bearerToken });
  const tokens: TokenSource = {
    async get(call) {
      const token = await source.get(call);
      seenTokens.push(token);
      return token;
    },
    renew: token => source.renew(token),
  };
  const keys = createAccessKeys({ transport, tokens, baseUrl: emulator.accountUrl, projectId, retry });
  return { keys, tokens, waits, seenTokens };
}

/** `status operation` of each request the emulator has answered, in order; `lost` where there was no answer. */
export function traffic(emulator: Emulator): readonly string[] {
  return emulator.requests.map(({ status, operation }) => `${status ?? 'lost'} ${operation ?? 'nothing'}`);
}

/** ID of the next key of a list; undefined at its end. */
export async function nextKeyId(keys: AsyncIterator<AccessKey, unknown>): Promise<string | undefined> {
  const next = await keys.next();
  return next.done === true ? undefined : next.value.accessKeyId;
}

export async function collect<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}
