import { jsonAnswer, type Answer } from './answer';

/** An error of the Access Keys API; spread into a `Fault` of kind `answer` it is what the real service would send. */
export interface ApiError {
  /** HTTP status. */
  readonly status: number;
  readonly body: {
    readonly error: {
      readonly code: number;
      readonly message: string;
      readonly status: string;
      readonly details: readonly never[];
    };
  };
}

/**
 * The errors the API's description lists. Two of them are as odd as there: the text of 409 is that of 404,
 * and the code of 503 is 501. A client that shows texts or decides by codes is caught by them.
 */
export const apiErrors = {
  invalidArgument: apiError(400, 'INVALID_ARGUMENT', 'Request is malformed'),
  failedPrecondition: apiError(400, 'FAILED_PRECONDITION', 'Limit of access keys reached'),
  permissionDenied: apiError(403, 'PERMISSION_DENIED', 'Permission denied'),
  notFound: apiError(404, 'NOT_FOUND', 'Not found'),
  alreadyExists: apiError(409, 'ALREADY_EXISTS', 'Not found'),
  internalError: apiError(500, 'INTERNAL_ERROR', 'Internal error'),
  unavailable: apiError(503, 'UNAVAILABLE', 'Service unavailable', 501),
} as const;

export function refusal({ status, body }: ApiError): Answer {
  return jsonAnswer(status, body);
}

function apiError(httpStatus: number, status: string, message: string, code = httpStatus): ApiError {
  return { status: httpStatus, body: { error: { code, message, status, details: [] } } };
}
