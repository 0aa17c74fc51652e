import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { IncomingHttpHeaders } from 'node:http';
import type { Answer } from './answer';
import type { ApiDescription, DescribedBody, DescribedOperation, Schema } from './apiDescription';
import { decodedSegment } from './decodedSegment';

/** A request and what it was answered. */
export interface Exchange {
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Undefined where there was none, or where it is not to be checked. */
  readonly answer: Answer | undefined;
}

/** @returns what an exchange does that the description does not allow; never a value out of a body or header. */
export type ConformanceCheck = (exchange: Exchange) => readonly string[];

export function createConformanceCheck({ components, operations }: ApiDescription): ConformanceCheck {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
  addFormats(ajv);
  const compiled = new Map<Schema, ValidateFunction>();
  const faultsOf: FaultsOf = (schema, value, name) => {
    const validate = compiled.get(schema) ?? ajv.compile({ ...schema, components });
    compiled.set(schema, validate);
    return validate(value) ? [] : [ajv.errorsText(validate.errors, { dataVar: name })];
  };
  const patterns = operations.map(operation => ({ operation, pattern: pathPattern(operation.path) }));

  return exchange => {
    const [path = '', query = ''] = exchange.url.split('?', 2);
    const found = patterns.find(
      ({ operation, pattern }) => operation.method === exchange.method && pattern.test(path),
    );
    if (found === undefined) return [`${exchange.method} ${path}: no such operation`];
    const { operation, pattern } = found;
    const pathValues = Object.entries(pattern.exec(path)?.groups ?? {}).map(
      ([name, segment]): [string, string] => [name, decodedSegment(segment) ?? ''],
    );
    const request = [
      ...faultsOfParameters(operation, 'path', pathValues, faultsOf),
      ...faultsOfParameters(operation, 'query', [...new URLSearchParams(query)], faultsOf),
      ...faultsOfAuthorization(operation, exchange.headers.authorization),
      ...faultsOfBody(operation.requestBody, exchange.headers['content-type'], exchange.body, faultsOf),
    ].map(fault => `${operation.operationId} request: ${fault}`);
    const { answer } = exchange;
    if (answer === undefined) return request;
    return [
      ...request,
      ...faultsOfAnswer(operation, answer, faultsOf).map(
        fault => `${operation.operationId} answer ${answer.status}: ${fault}`,
      ),
    ];
  };
}

type FaultsOf = (schema: Schema, value: unknown, name: string) => readonly string[];

function pathPattern(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
}

function faultsOfParameters(
  operation: DescribedOperation,
  place: 'path' | 'query',
  values: readonly (readonly [name: string, value: string])[],
  faultsOf: FaultsOf,
): readonly string[] {
  const seen = new Set<string>();
  return values.flatMap(([name, text]) => {
    const parameter = operation.parameters.find(p => p.in === place && p.name === name);
    if (parameter === undefined) return [`no such ${place} parameter: ${name}`];
    if (seen.has(name)) return [`${name} is given twice`];
    seen.add(name);
    const isInteger = parameter.schema['type'] === 'integer' && /^-?\d+$/.test(text);
    return faultsOf(parameter.schema, isInteger ? Number(text) : text, name);
  });
}

function faultsOfAuthorization(
  { schemes }: DescribedOperation,
  authorization: string | undefined,
): readonly string[] {
  const scheme = authorization?.split(' ', 1)[0]?.toLowerCase();
  return scheme !== undefined && schemes.includes(scheme)
    ? []
    : [`authorization must be ${schemes.join(' or ')}`];
}

function faultsOfAnswer(
  { responses }: DescribedOperation,
  answer: Answer,
  faultsOf: FaultsOf,
): readonly string[] {
  const response = responses[answer.status] ?? responses['default'];
  if (response === undefined) return ['the status is not described'];
  const required = Object.entries(response.headers ?? {}).filter(([, header]) => header.required === true);
  return [
    ...required
      .filter(([name]) => answer.headers[name.toLowerCase()] === undefined)
      .map(([name]) => `${name} is missing`),
    ...faultsOfBody(response, answer.headers['content-type'], answer.body ?? '', faultsOf),
  ];
}

function faultsOfBody(
  described: DescribedBody | undefined,
  contentType: string | undefined,
  body: string,
  faultsOf: FaultsOf,
): readonly string[] {
  if (described?.content === undefined) return body === '' ? [] : ['there must be no body'];
  if (body === '') return described['x-body-optional'] === true ? [] : ['the body is missing'];
  const mediaType = contentType?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const media = described.content[mediaType];
  if (media === undefined) return [`content type must be ${Object.keys(described.content).join(' or ')}`];
  const value = mediaType === 'application/json' ? parsedJson(body) : parsedForm(body);
  return value === undefined ? ['the body is malformed'] : faultsOf(media.schema, value, 'body');
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @returns undefined where a field is given twice. */
function parsedForm(text: string): unknown {
  const fields = [...new URLSearchParams(text)];
  const form = Object.fromEntries(fields);
  return Object.keys(form).length === fields.length ? form : undefined;
}
