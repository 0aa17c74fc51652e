import type { Replacement } from '../../../../src/envFiles/replacePair';
import {
  ApiError,
  CredentialError,
  type Operation,
  UnexpectedAnswerError,
  UnreachableError,
} from '../../../../src/sinch/errors';
import type { Fault, PortCall } from '../../../fakes/gate';

export interface NamedFault {
  readonly name: string;
  readonly fault: Fault;
}

/** Everything that can happen to a call: each kind of death, refusal, lost answer, broken keyring and file. */
export function faultsOf(call: PortCall): readonly NamedFault[] {
  const moments = (['before', 'inside', 'after'] as const).flatMap(when => [
    { name: `crash ${when}`, fault: { kind: 'crash', when } as const },
    { name: `cancelled ${when}`, fault: { kind: 'abort', when } as const },
  ]);
  return [...moments, ...particular(call)];
}

function particular(call: PortCall): readonly NamedFault[] {
  switch (call) {
    case 'secrets.store':
      return troubles('rejects', 'hangs', 'loses', 'corrupts');
    case 'secrets.get':
    case 'secrets.delete':
    case 'secrets.keys':
      return troubles('rejects', 'hangs');
    case 'sinch.list':
      return networkFaults('ListAccessKeys', [403]);
    case 'sinch.create':
      return networkFaults('CreateAccessKey', [400, 409, 429]);
    case 'sinch.get':
      return networkFaults('GetAccessKey', [404]);
    case 'sinch.delete':
      return networkFaults('DeleteAccessKey', [403]);
    case 'files.replace':
      return fileFaults;
  }
}

function troubles(
  ...all: readonly Extract<Fault, { readonly kind: 'trouble' }>['trouble'][]
): readonly NamedFault[] {
  return all.flatMap(trouble => [
    { name: `${trouble} once`, fault: { kind: 'trouble', trouble, lasts: false } as const },
    // What hangs for good is given up each time, and then like what rejects.
    ...(trouble === 'hangs'
      ? []
      : [{ name: `${trouble} from here on`, fault: { kind: 'trouble', trouble, lasts: true } as const }]),
  ]);
}

function networkFaults(operation: Operation, refusals: readonly number[]): readonly NamedFault[] {
  const host = 'sinch.test';
  const definitive = [
    ...refusals.map(status => new ApiError(operation, status, undefined)),
    new CredentialError('FetchToken', 'refused', 401),
    new UnreachableError('FetchToken', 'timeout', host, undefined),
    new UnreachableError(operation, 'offline', host, 'ENOTFOUND'),
  ];
  const doubtful = [
    new ApiError(operation, 500, 'INTERNAL_ERROR'),
    new UnreachableError(operation, 'timeout', host, undefined),
    new UnexpectedAnswerError(operation, 200, 'body: not JSON'),
  ];
  return [
    ...definitive.map(error => named(error, false)),
    ...doubtful.flatMap(error => [named(error, false), named(error, true)]),
  ];
}

function named(error: Error, isCarriedOut: boolean): NamedFault {
  const outcome = isCarriedOut ? 'carried out' : 'not carried out';
  return {
    name: `${error.name} “${error.message}” (${outcome})`,
    fault: { kind: 'fails', error, isCarriedOut },
  };
}

const replacements: readonly Replacement[] = [
  { kind: 'unsaved' },
  { kind: 'failed', why: { code: 'file', refusal: 'template' } },
  { kind: 'failed', why: { code: 'gone' } },
  { kind: 'failed', why: { code: 'notHeld' } },
  { kind: 'failed', why: { code: 'editRefused' } },
  { kind: 'failed', why: { code: 'unsavable' } },
];

const fileFaults: readonly NamedFault[] = replacements.map(result => ({
  name: result.kind === 'failed' ? `file ${result.why.code}` : `file ${result.kind}`,
  fault: { kind: 'file', result },
}));
