import assert from 'node:assert/strict';
import { sinchEndpoints } from '../../../src/projects/addresses';
import { readManifest } from './manifest';

describe('the addresses in package.json', () => {
  const { properties } = readManifest().contributes.configuration;

  it('are Sinch’s own, which credentials stored without an address are bound to', () => {
    assert.equal(properties['sinchAccessKeys.api.accountUrl']?.default, sinchEndpoints.accountUrl);
    assert.equal(properties['sinchAccessKeys.api.tokenUrl']?.default, sinchEndpoints.tokenUrl);
  });
});
