/**
 * When a JSON Web Token ends, by its `exp` claim, in milliseconds since the epoch.
 * Undefined for any text that is no such token or names no end. The signature is the service's business.
 */
export function jwtExpiry(token: string): number | undefined {
  const [, payload, signature] = token.split('.');
  if (payload === undefined || signature === undefined) return undefined;

  let claims: unknown;
  try {
    claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
  if (typeof claims !== 'object' || claims === null || !('exp' in claims)) return undefined;

  const { exp } = claims;
  return typeof exp === 'number' && Number.isFinite(exp) ? exp * 1000 : undefined;
}
