/** What calls to Sinch take: a file of its own in what users get, loaded with the first call. */
export { createConnect } from './connect';
export { createTransport } from './transport';
