import { l10n } from 'vscode';
import {
  ApiError,
  CredentialError,
  SinchError,
  UnexpectedAnswerError,
  UnreachableError,
} from '../sinch/errors';
import { EndpointError } from '../sinch/endpoint';
import { SecretStorageError } from '../storage/secretVault';
import { SignedOutError } from './connections';
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

  if (error instanceof SecretStorageError) {
    return l10n.t(
      'VS Code’s secret storage did not answer or refused. Check that the keyring of your system is unlocked, then try again.',
    );
  }
  if (error instanceof EndpointError) {
    return l10n.t(
      'The address of the API or of the token endpoint in the settings can’t be used: it must be a URL that starts with https:// and holds no password.',
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
      : l10n.t(
          'Sinch does not accept this key ID and secret: they don’t belong together, or the key was deleted. Check both, or sign in with another key.',
        );
  }
  if (error instanceof UnexpectedAnswerError) {
    return l10n.t(
      'The answer (HTTP {0}) is not what the API describes: {1}. Check the API address in the settings.',
      error.status,
      error.problem,
    );
  }
  return l10n.t('Sinch’s API could not be used. The log says more.');
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
      return l10n.t('{0} did not answer in time. Try again.', host);
    case 'interrupted':
      return l10n.t('The connection to {0} broke before the answer was complete. Try again.', host);
    case 'certificate':
      return l10n.t(
        'The certificate of {0} is not trusted here{1}. Check your proxy’s certificate and the setting “http.systemCertificates”.',
        host,
        code === undefined ? '' : ` (${code})`,
      );
  }
}

function explainStatus({ status, apiStatus, operation }: ApiError): string {
  switch (status) {
    case 400:
      return apiStatus === 'FAILED_PRECONDITION'
        ? l10n.t('The project already has its 10 access keys. Delete one first.')
        : l10n.t('Sinch rejected the request as malformed. Check the project ID and the name.');
    case 403:
      return l10n.t(
        'Sinch denies access (403). Either the key belongs to another project: compare the project ID with the dashboard. Or the Access Keys API is not enabled for your account: ask Sinch to enable it.',
      );
    case 404:
      return operation === 'ListAccessKeys' || operation === 'CreateAccessKey'
        ? l10n.t('Sinch knows no such project (404). Check the project ID.')
        : l10n.t('The key no longer exists; it was deleted elsewhere.');
    case 409:
      return l10n.t('The project has a key of that name already. Choose another name.');
    case 429:
      return l10n.t('Sinch is receiving too many requests (429). Wait a little and try again.');
    default:
      return status >= 500
        ? l10n.t('Sinch has a problem of its own ({0}). Try again later.', status)
        : l10n.t('Sinch answered with HTTP {0}{1}.', status, apiStatus === undefined ? '' : ` ${apiStatus}`);
  }
}
