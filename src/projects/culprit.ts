import { EndpointError } from '../sinch/endpoint';
import { ApiError, CredentialError, SinchError, UnconfirmedError, UnreachableError } from '../sinch/errors';
import { SecretStorageError } from '../storage/secretVault';
import { AddressChangedError, SignedOutError } from './connections';

/** What an error is due to: the credential, the project ID or the network. */
export type Culprit = 'credential' | 'project' | 'network';

/** True for a failure that the extension explains to the user; any other is a bug or an abort. */
export function isExpected(error: unknown): boolean {
  return [SignedOutError, AddressChangedError, SecretStorageError, EndpointError, SinchError].some(
    kind => error instanceof kind,
  );
}

export function culpritOf(error: unknown): Culprit | undefined {
  if ([SignedOutError, AddressChangedError, CredentialError].some(kind => error instanceof kind))
    return 'credential';
  if (error instanceof UnconfirmedError) return culpritOf(error.cause);
  if (error instanceof UnreachableError || (error instanceof SinchError && error.hint === 'proxy'))
    return 'network';
  return error instanceof ApiError && blamesProject(error) ? 'project' : undefined;
}

function blamesProject({ status, apiStatus, operation }: ApiError): boolean {
  if (operation === 'FetchToken') return false;
  switch (status) {
    case 400:
      return apiStatus !== 'FAILED_PRECONDITION';
    case 403:
      return true;
    case 404:
      return operation === 'ListAccessKeys' || operation === 'CreateAccessKey';
    default:
      return false;
  }
}
