import { l10n } from '../l10n';
import {
  ApiError,
  CredentialError,
  isOwnNotFound,
  SinchError,
  UnexpectedAnswerError,
  UnreachableError,
} from '../sinch/errors';
import { EndpointError } from '../sinch/endpoint';
import { longestWait } from '../sinch/retryAfter';
import { SecretStorageError } from '../storage/secretVault';
import { AddressChangedError, SignedOutError } from './connections';
import { type Culprit, culpritOf } from './culprit';

export interface Explanation {
  /** Why it failed and what to do, in whole sentences; names no secret. */
  readonly text: string;
  readonly culprit?: Culprit;
}

/** Why a call failed, for the user; undefined for an error that the extension doesn't expect. */
export function explain(error: unknown): Explanation | undefined {
  const text = sentence(error);
  const culprit = culpritOf(error);
  return text === undefined ? undefined : { text, ...(culprit && { culprit }) };
}

/** What the row of a project shows whose keys couldn't be loaded. */
export interface FailureRow {
  /** An icon of VS Code. */
  readonly icon: string;
  /** What to do, in a few words. */
  readonly next: string;
  /** Why it failed and what to do, in whole sentences. */
  readonly why: string;
}

export function failureRow(error: unknown): FailureRow {
  const { text = l10n.t('See the log for details.'), culprit } = explain(error) ?? {};
  if (culprit === 'network')
    return { icon: 'debug-disconnect', next: l10n.t('Sinch can’t be reached · try again'), why: text };
  // Sinch names no wrong project: the account may not be enabled for the API.
  if (error instanceof ApiError && error.status === 403 && error.hint === undefined) {
    const next = l10n.t('access denied · check the project ID, or ask Sinch for access to the API');
    return { icon: 'lock', next, why: text };
  }
  return { icon: 'warning', next: l10n.t('try again'), why: text };
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
  if (error instanceof ApiError) return explainRefusal(error);
  if (error instanceof UnreachableError) return explainUnreachable(error);
  if (error instanceof CredentialError) return explainCredential(error);
  if (error instanceof UnexpectedAnswerError) {
    if (error.hint === 'proxy') return answeredByProxy(error.status);
    return l10n.t(
      'Sinch’s answer (HTTP {0}) is not what we expected: {1}. Check the addresses in the settings.',
      error.status,
      error.problem,
    );
  }
  const why = { own: sentence(error.cause) ?? '' };
  return l10n.t('We couldn’t confirm whether the key was deleted, so its stored data was kept. {0}', why);
}

function answeredByProxy(status: number): string {
  return l10n.t(
    'A proxy or network sign-in answered instead of Sinch (HTTP {0}). Check your network and proxy.',
    status,
  );
}

function explainCredential({ credential, reason, status }: CredentialError): string {
  if (credential === 'keyPair') {
    return reason === 'expired'
      ? l10n.t(
          'The token Sinch just issued for this key has expired ({0}). Try again in a minute.',
          status ?? '',
        )
      : l10n.t(
          'Sinch rejected the key ID or secret ({0}). Check both, or sign in with another key.',
          status ?? '',
        );
  }
  if (reason === 'expired') return l10n.t('The bearer token has expired. Sign in again.');
  return status === undefined
    ? l10n.t('That isn’t a bearer token. Paste it again.')
    : l10n.t('Sinch rejected the bearer token ({0}). Paste another, or sign in with a key.', status);
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

/** @param asked milliseconds for which Sinch wants to be left alone */
function explainTooMany(asked = 0): string {
  const minutes = Math.ceil(asked / 60_000);
  if (asked <= longestWait)
    return l10n.t('Sinch received too many requests (429). Wait a moment, then try again.');
  if (minutes === 1) return l10n.t('Sinch received too many requests (429). Try again in a minute.');
  if (minutes <= 120)
    return l10n.t('Sinch received too many requests (429). Try again in {0} minutes.', minutes);
  const hours = Math.ceil(minutes / 60);
  return hours <= 48
    ? l10n.t('Sinch received too many requests (429). Try again in {0} hours.', hours)
    : l10n.t('Sinch received too many requests (429). Try again in {0} days.', Math.ceil(hours / 24));
}

function explainRefusal(error: ApiError): string {
  const { status, apiStatus, operation, hint } = error;
  if (hint === 'proxy') return answeredByProxy(status);
  if (status === 429) return explainTooMany(error.retryAfter);
  if (status >= 500) return l10n.t('Sinch has a problem ({0}). Try again later.', status);
  const code = apiStatus === undefined ? '' : ` ${apiStatus}`;
  if (operation === 'FetchToken') {
    return l10n.t(
      'Sinch’s sign-in answered with HTTP {0}{1}. Check the token address in the settings.',
      status,
      code,
    );
  }
  return explainStatus(error) ?? l10n.t('Sinch answered with HTTP {0}{1}.', status, code);
}

function explainStatus({ status, apiStatus, operation, hint }: ApiError): string | undefined {
  const isOfKey = operation !== 'ListAccessKeys' && operation !== 'CreateAccessKey';
  const hasName = operation === 'CreateAccessKey' || operation === 'UpdateAccessKey';
  switch (status) {
    case 400:
      if (operation === 'CreateAccessKey' && apiStatus === 'FAILED_PRECONDITION')
        return l10n.t('The project already has 10 access keys, the maximum. Delete one first.');
      return hasName
        ? l10n.t('Sinch rejected the request as invalid (400). Check the project ID and the name.')
        : l10n.t('Sinch rejected the request as invalid (400). Check the project ID.');
    case 403:
      return hint === 'wrongProject'
        ? l10n.t(
            'This key has no access to the project (403). Check the project ID, or sign in with another key.',
          )
        : l10n.t(
            'Sinch denied access (403). If the key belongs to another project, correct the project ID. If not, ask Sinch to enable the Access Keys API for your account.',
          );
    case 404:
      if (!isOwnNotFound(apiStatus)) {
        return l10n.t(
          'Not found (404), and Sinch didn’t say what. Check the project ID and the API address.',
        );
      }
      return isOfKey
        ? l10n.t('The key no longer exists. It was deleted elsewhere.')
        : l10n.t('Sinch can’t find this project (404). Check the project ID.');
    case 409:
      return hasName
        ? l10n.t('The project already has a key with this name. Choose another name.')
        : undefined;
    default:
      return undefined;
  }
}
