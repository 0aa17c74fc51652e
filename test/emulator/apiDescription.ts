import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** The part of an OpenAPI 3.1 description that an exchange can be checked against; references are followed. */
export interface ApiDescription {
  /** Schemas refer to each other by `#/components/…`. */
  readonly components: unknown;
  readonly operations: readonly DescribedOperation[];
}

export interface DescribedOperation {
  readonly operationId: string;
  /** Upper case. */
  readonly method: string;
  /** With `{name}` for each path parameter. */
  readonly path: string;
  readonly parameters: readonly DescribedParameter[];
  /** Names of the HTTP authentication schemes, one of which a request has to use. */
  readonly schemes: readonly string[];
  readonly requestBody: DescribedBody | undefined;
  /** By status, or `default`. */
  readonly responses: Readonly<Record<string, DescribedResponse>>;
}

export interface DescribedParameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly schema: Schema;
}

export interface DescribedBody {
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
  readonly 'x-body-optional'?: boolean;
}

export interface DescribedResponse extends DescribedBody {
  readonly headers?: Readonly<Record<string, { readonly required?: boolean }>>;
}

export type Schema = Readonly<Record<string, unknown>>;

/** Beside this module; a bundle that is put elsewhere has to say where the file is. */
export const defaultDescriptionFile = join(__dirname, 'openapi.yaml');

/** @throws where the file cannot be read or a reference leads nowhere. */
export function readApiDescription(file: string): ApiDescription {
  const source = parse(readFileSync(file, 'utf8')) as Source;
  const follow = <T>(node: T | Reference): T => followed(source, node);
  const operations = Object.entries(source.paths).flatMap(([path, item]) =>
    methods.flatMap(method => {
      const operation = item[method];
      if (operation === undefined) return [];
      const security = operation.security ?? source.security;
      return {
        operationId: operation.operationId,
        method: method.toUpperCase(),
        path,
        parameters: [...(item.parameters ?? []), ...(operation.parameters ?? [])].map(follow),
        schemes: security
          .flatMap(requirement => Object.keys(requirement))
          .map(name => source.components.securitySchemes[name]?.scheme ?? name),
        requestBody: operation.requestBody && follow(operation.requestBody),
        responses: Object.fromEntries(
          Object.entries(operation.responses).map(([status, response]) => [status, follow(response)]),
        ),
      };
    }),
  );
  return { components: source.components, operations };
}

const methods = ['get', 'post', 'patch', 'delete'] as const;

interface Reference {
  readonly $ref: string;
}

interface Source {
  readonly security: readonly Readonly<Record<string, unknown>>[];
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components: { readonly securitySchemes: Readonly<Record<string, { readonly scheme: string }>> };
}

interface SourceOperation {
  readonly operationId: string;
  readonly security?: Source['security'];
  readonly parameters?: readonly (DescribedParameter | Reference)[];
  readonly requestBody?: DescribedBody | Reference;
  readonly responses: Readonly<Record<string, DescribedResponse | Reference>>;
}

interface PathItem extends Partial<Readonly<Record<(typeof methods)[number], SourceOperation>>> {
  readonly parameters?: SourceOperation['parameters'];
}

function followed<T>(source: Source, node: T | Reference): T {
  if (typeof node !== 'object' || node === null || !('$ref' in node)) return node;
  const target = node.$ref
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (value, name) => (value as Partial<Record<string, unknown>> | undefined)?.[name],
      source,
    );
  if (target === undefined) throw new Error(`The API description has no ${node.$ref}`);
  return target as T;
}
