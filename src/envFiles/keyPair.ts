/** What an application needs to sign in to Sinch: the three values a `.env` file gets. */
export interface KeyPair {
  readonly projectId: string;
  readonly keyId: string;
  readonly keySecret: string;
}
