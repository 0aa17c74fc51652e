import assert from 'node:assert/strict';
import { edited, values } from './editing';

describe('editVariables', () => {
  const templates = [
    'SINCH_PROJECT_ID = PROJECT_ID\nSINCH_KEY_ID     = KEY_ID\nSINCH_KEY_SECRET = KEY_SECRET\n',
    'SINCH_KEY_SECRET=access-key-secret found at access-key creation time\n',
    'SINCH_PROJECT_ID=${VALUE}\nSINCH_KEY_ID=__SINCH_KEY_ID__\nSINCH_KEY_SECRET=???\n',
  ];
  for (const text of templates) {
    it(`overwrites nothing that counts in ${JSON.stringify(text)}`, async () => {
      const { variables } = await edited(text, values);
      const overwritten = variables.filter(({ overwrites }) => overwrites);
      assert.deepEqual(overwritten, []);
    });
  }

  it('says that it overwrites a reference', async () => {
    const { variables } = await edited('SINCH_KEY_SECRET="{{ op://v/i/s }}"\n', values);
    const [, , secret] = variables;
    assert.equal(secret?.overwrites, true);
  });
});
