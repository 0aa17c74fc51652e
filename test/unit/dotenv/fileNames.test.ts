import assert from 'node:assert/strict';
import { envFileKind } from '../../../src/dotenv/fileNames';
import { namesOfFiles } from './namesOfFiles';

describe('envFileKind', () => {
  for (const [kind, ...names] of namesOfFiles) {
    for (const name of names) {
      it(`says ${kind ?? 'nothing'} of '${name}'`, () => {
        assert.equal(envFileKind(name), kind);
      });
    }
  }
});
