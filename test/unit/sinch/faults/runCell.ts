import { emulatedClient } from '../support/emulatedClient';
import { type Fault, http, json, sent, tries } from './fault';
import { api } from './refusals';
import { type FaultyOperation, goodAnswers, type OperationName, operations, secrets } from './operations';
import { type Act, type RawRequest, withRawServer } from './rawServer';
import { ends } from './told';

/** What one operation comes to that meets one fault. */
export interface Cell {
  /** `works`, or the name of the error. */
  readonly end: string;
  /** What a person reads; empty where nothing is told. */
  readonly sentence: string;
  /** How many requests met the fault. */
  readonly requests: number;
  /** How many creates were sent. */
  readonly creates: number;
  readonly error?: unknown;
}

const projectPath = '/v1/projects/demo-project/accessKeys';

/**
 * One at a time: a fault may let time pass.
 *
 * @param explain the sentence for an error
 */
export async function runCell(
  fault: Fault,
  name: OperationName,
  explain: (error: unknown) => string,
): Promise<Cell> {
  const operation: FaultyOperation = operations[name];
  const seen: RawRequest[] = [];
  const isHit = (request: RawRequest) =>
    request.method === operation.method &&
    request.path.startsWith('/token') === (operation.isTokenRequest === true);
  const good = operation.good === undefined ? '' : JSON.stringify(operation.good);
  const respond = (request: RawRequest): readonly Act[] => {
    seen.push(request);
    return isHit(request) ? fault.acts(good) : otherAnswer(operation, request);
  };
  let outcome: Pick<Cell, 'end' | 'sentence' | 'error'> = { end: 'works', sentence: '' };
  await withRawServer(respond, async url => {
    const addresses = { accountUrl: url, tokenUrl: `${url}/token` };
    const { keys } = emulatedClient(addresses, {
      keySecret: secrets.keySecret,
      ...(operation.isBearer && { bearerToken: secrets.bearerToken }),
    });
    await operation.run(keys).catch((error: unknown) => {
      const end = error instanceof Error ? error.name : 'no error';
      outcome = { end, sentence: explain(error), error };
    });
  });
  return {
    ...outcome,
    requests: seen.filter(isHit).length,
    creates: seen.filter(({ method, path }) => method === 'POST' && path === projectPath).length,
  };
}

/** What the matrix says the cell must come to. */
export function dueCell(fault: Fault, name: OperationName): Omit<Cell, 'error'> {
  const [end, sentence] = ends[fault.ends[name]];
  const { isTokenRequest }: FaultyOperation = operations[name];
  const times = tries[fault.tries];
  const requests = isTokenRequest
    ? times.token
    : name === 'create'
      ? times.create
      : name === 'bearer'
        ? times.bearer
        : times.safe;
  const isCreated = name === 'create' || (name === 'tokenOfCreate' && end === 'works');
  return {
    end,
    sentence: sentence.replace('#', String(fault.status)),
    requests,
    creates: !isCreated ? 0 : name === 'create' ? requests : 1,
  };
}

/** Sinch's answer to a request that the fault does not meet. */
function otherAnswer({ isGoneAfter }: FaultyOperation, { method, path }: RawRequest): readonly Act[] {
  const { token, key, list, created } = goodAnswers;
  const good = (content: object, status = 200) => sent(http(status, json, JSON.stringify(content)));
  if (path.startsWith('/token')) return good(token);
  if (method === 'POST') return good(created);
  if (path === projectPath) return good(list);
  return isGoneAfter ? good(api(404, 'NOT_FOUND'), 404) : good(key);
}
