import { Endpoint } from '../sinch/endpoint';

/** The two addresses of Sinch's API, as the settings give them. */
export interface Endpoints {
  readonly accountUrl: string;
  readonly tokenUrl: string;
}

/** Sinch's own addresses: the defaults of the settings. */
export const sinchEndpoints: Endpoints = {
  accountUrl: 'https://account.api.sinch.com',
  tokenUrl: 'https://auth.sinch.com/oauth2/token',
};

/** Scheme, host and port of the two addresses a credential is sent to, such as `https://auth.sinch.com`. */
export interface Origins {
  readonly account: string;
  readonly token: string;
}

/** @throws EndpointError for an address that nothing may be sent to */
export function originsOf({ accountUrl, tokenUrl }: Endpoints): Origins {
  return { account: Endpoint.parse(accountUrl).url().origin, token: Endpoint.parse(tokenUrl).url().origin };
}
