import { l10n } from '../l10n';
import {
  ApiError,
  CredentialError,
  SinchError,
  UnexpectedAnswerError,
  UnreachableError,
} from '../sinch/errors';
import { EndpointError } from '../sinch/endpoint';
import { SecretStorageError } from '../storage/secretVault';
import { AddressChangedError, SignedOutError } from './connections';
import { type Culprit, culpritOf } from './culprit';

export interface Explanation {
  /** Why it failed and what to do, in whole sentences; names no secret. */
  readonly text: string;
  readonly culprit?: Culprit;
}

/** Why a call failed, for the user; undefined for what isn't a failure the extension expects: a bug. */
export function explain(error: unknown): Explanation | undefined {
  const text = sentence(error);
  const culprit = culpritOf(error);
  return text === undefined ? undefined : { text, ...(culprit && { culprit }) };
}

function sentence(error: unknown): string | undefined {
  if (error instanceof SignedOutError) return l10n.t('You are signed out of this project. Sign in again.');

  if (error instanceof AddressChangedError) {
    return l10n.t(
      'The API or token address in the settings has changed since you signed in. Check it before signing in.',
    );
  }
  if (error instanceof SecretStorageError) {
    return l10n.t(
      'VS Code’s secret storage didn’t answer or refused. Check that your system’s keyring is unlocked, then try again.',
    );
  }
  if (error instanceof EndpointError) {
    return l10n.t(
      'The API or token address in the settings can’t be used. It must be a URL that starts with https:// and has no password.',
    );
  }
  return error instanceof SinchError ? explainSinch(error) : undefined;
}

function explainSinch(error: SinchError): string {
  if (error instanceof ApiError) return explainStatus(error);
  if (error instanceof UnreachableError) return explainUnreachable(error);
  if (error instanceof CredentialError) {
    return error.reason === 'expired'
      ? l10n.t('The bearer token has expired. Sign in again.')
      : l10n.t('Sinch rejected the key ID or secret (401). Check both, or sign in with another key.');
  }
  if (error instanceof UnexpectedAnswerError) {
    return l10n.t(
      'Sinch’s answer (HTTP {0}) is not what we expected: {1}. Check the API address in the settings.',
      error.status,
      error.problem,
    );
  }
  return l10n.t('Sinch’s API couldn’t be used. See the log for details.');
}

function explainUnreachable({ reason, host, code }: UnreachableError): string {
  switch (reason) {
    case 'offline':
      return l10n.t(
        '{0} can’t be reached{1}. Check your connection and proxy, then try again.',
        host,
        code === undefined ? '' : ` (${code})`,
      );
    case 'timeout':
      return l10n.t('{0} didn’t answer in time. Try again.', host);
    case 'interrupted':
      return l10n.t('The connection to {0} was lost before the answer was complete. Try again.', host);
    case 'certificate':
      return l10n.t(
        'The certificate of {0} is not trusted{1}. Check your proxy’s certificate and the setting “http.systemCertificates”.',
        host,
        code === undefined ? '' : ` (${code})`,
      );
  }
}

function explainStatus({ status, apiStatus, operation }: ApiError): string {
  switch (status) {
    case 400:
      return apiStatus === 'FAILED_PRECONDITION'
        ? l10n.t('The project already has 10 access keys, the maximum. Delete one first.')
        : l10n.t('Sinch rejected the request as invalid (400). Check the project ID and the name.');
    case 403:
      return l10n.t(
        'Sinch denied access (403). If the key belongs to another project, correct the project ID. If not, ask Sinch to enable the Access Keys API for your account.',
      );
    case 404:
      return operation === 'ListAccessKeys' || operation === 'CreateAccessKey'
        ? l10n.t('Sinch can’t find this project (404). Check the project ID.')
        : l10n.t('The key no longer exists. It was deleted elsewhere.');
    case 409:
      return l10n.t('The project already has a key with this name. Choose another name.');
    case 429:
      return l10n.t('Sinch received too many requests (429). Wait a moment, then try again.');
    default:
      return status >= 500
        ? l10n.t('Sinch has a problem ({0}). Try again later.', status)
        : l10n.t('Sinch answered with HTTP {0}{1}.', status, apiStatus === undefined ? '' : ` ${apiStatus}`);
  }
}
