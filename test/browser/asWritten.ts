/** How a new secret stands in a `.env`: of its characters a shell takes only `~` for something else, in first place. */
export function asWritten(secret: string): string {
  return secret.startsWith('~') ? `'${secret}'` : secret;
}
