import { UnreachableError, type Operation } from './errors';
import { UnsentError } from './ownConnection';

/**
 * The error for a request that failed before its answer was complete, from whatever the HTTP client threw. In an
 * {@link UnsentError}: nothing can have been done, whatever the code.
 */
export function unreachable(operation: Operation, host: string, thrown: unknown): UnreachableError {
  if (thrown instanceof UnsentError) {
    const { reason, code } = unreachable(operation, host, thrown.cause);
    return new UnreachableError(operation, reason === 'interrupted' ? 'offline' : reason, host, code);
  }
  const code = text(thrown, 'code') ?? text(thrown, 'type');
  // The thrown error is not handed on as the cause: messages of proxies and parsers repeat what was sent.
  const systemCall = text(thrown, 'erroredSysCall') ?? text(thrown, 'syscall');
  return new UnreachableError(operation, reasonOf(code, systemCall), host, code);
}

function reasonOf(code: string | undefined, systemCall: string | undefined): UnreachableError['reason'] {
  if (code === undefined) return 'interrupted';

  // The same codes may end an established connection; then the request may have arrived.
  if (noConnection.has(code) && systemCall !== 'read' && systemCall !== 'write') return 'offline';

  if (code === 'ETIMEDOUT') return 'timeout';

  return isCertificateCode(code) ? 'certificate' : 'interrupted';
}

const noConnection: ReadonlySet<string> = new Set([
  'EADDRNOTAVAIL',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EAI_NODATA',
  'EAI_NONAME',
  'ECONNREFUSED',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'ENOTFOUND',
]);

/** OpenSSL's names for a chain that doesn't verify, and Node's own for a name that doesn't match. */
function isCertificateCode(code: string): boolean {
  return (
    code === 'ERR_TLS_CERT_ALTNAME_INVALID' ||
    /^(CERT|CRL|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO|ERROR_IN_CERT|ERROR_IN_CRL)_/.test(code) ||
    /^(HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED)$/.test(code)
  );
}

function text(value: unknown, property: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;

  const found: unknown = Reflect.get(value, property);
  return typeof found === 'string' ? found : undefined;
}
